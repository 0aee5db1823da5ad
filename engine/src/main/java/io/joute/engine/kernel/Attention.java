package io.joute.engine.kernel;

import io.joute.engine.tensor.Sizes;
import java.util.List;

/**
 * Operands of one layer's attention for a batch of consecutive positions: query head h of token t attends to key head
 * {@code h / (headCount / headCountKv)} at the last {@code span} positions up to its own.
 */
public final class Attention {
    /**
     * What stays equal from token to token.
     *
     * @param headCount query heads
     * @param headCountKv key heads, a divisor of {@code headCount}
     * @param headDim elements of a head
     * @param span positions a query sees, its own included; {@link Integer#MAX_VALUE} for all
     * @param scale what scores are multiplied by, finite and above 0
     */
    public record Shape(int headCount, int headCountKv, int headDim, int span, double scale) {
        public Shape {
            if (headCountKv < 1 || headCount < headCountKv || headCount % headCountKv != 0 || headDim < 1 || span < 1) {
                throw new IllegalArgumentException("attention of " + headCount + " heads over " + headCountKv
                        + " of dimension " + headDim + ", span " + span + ": expected a multiple, all 1 or more");
            }
            if (!(scale > 0 && Double.isFinite(scale))) {
                throw new IllegalArgumentException("attention scale is " + scale + ", expected finite and above 0");
            }
        }

        /** Scores divided by √headDim. */
        public Shape(int headCount, int headCountKv, int headDim, int span) {
            this(headCount, headCountKv, headDim, span, 1 / Math.sqrt(headDim));
        }

        int group() {
            return headCount / headCountKv;
        }
    }

    final Shape shape;
    final float[] queries;
    final float[] out;
    final KvPage[] pages;
    final int position;
    final int batch;
    final float scale;

    /**
     * Check and hold the operands.
     *
     * @param queries {@code [batch][headCount][headDim]}, rotated
     * @param out the same shape
     * @param pages keys and values of positions 0 to {@code position + batch − 1} at least
     * @param position of the first token of the batch
     */
    public Attention(Shape shape, float[] queries, float[] out, List<KvPage> pages, int position, int batch) {
        Operands.requireBatch(batch);
        long width = Sizes.multiply(shape.headCount, shape.headDim);
        Operands.requireLength("queries", queries, Sizes.multiply(batch, width));
        Operands.requireLength("out", out, Sizes.multiply(batch, width));
        long held = (long) pages.size() * KvPage.POSITIONS;
        if (position < 0 || held < (long) position + batch) {
            throw new IllegalArgumentException("positions " + position + " to " + ((long) position + batch - 1)
                    + " asked, the cache holds " + held);
        }
        for (KvPage page : pages) {
            if (page.headCountKv() != shape.headCountKv || page.headDim() != shape.headDim) {
                throw new IllegalArgumentException("a page has " + page.headCountKv() + " heads of " + page.headDim()
                        + ", expected " + shape.headCountKv + " of " + shape.headDim);
            }
        }
        this.shape = shape;
        this.queries = queries;
        this.out = out;
        this.pages = pages.toArray(KvPage[]::new);
        this.position = position;
        this.batch = batch;
        this.scale = (float) shape.scale;
    }

    /** Positions up to a token's own. */
    int end(int token) {
        return position + token + 1;
    }

    /** The first position a token sees. */
    int start(int token) {
        return Math.max(0, end(token) - shape.span);
    }
}
