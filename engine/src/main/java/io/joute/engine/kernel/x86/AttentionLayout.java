package io.joute.engine.kernel.x86;

/**
 * Where what attention remembers of one token and the {@code heads} query heads that go together, 1 to {@value #MOST_HEADS}, lies
 * from one page to the next, in bytes from its beginning:
 *
 * <pre>
 *   FROM, TO        slots of the page that the token sees, as longs
 *   VALUES          bytes from a head's values to those of slot FROM, as a long; the face writes it
 *   LARGEST         [heads][16 lanes]  the largest score so far, in every lane
 *   SUMS            [heads][16 lanes]  sums of weights, by slot mod 16
 *   FACTORS         [heads][16 lanes]  what the page makes of earlier weights, in every lane
 *   WEIGHTS         [heads][64 slots]  scores of the page, then weights
 *   queries         [headDim][heads]   times the scale
 *   outputs         [headDim / 16][heads][16]  sums of weighted values
 * </pre>
 *
 * <p>Lanes are floats. Before the first page LARGEST is −∞, SUMS and outputs are 0.
 *
 * @param heads query heads
 * @param headDim elements of a head, a multiple of {@value #LANES}
 */
public record AttentionLayout(int heads, int headDim) {
    /** Query heads that go together at most. */
    public static final int MOST_HEADS = 4;

    /** Floats that stand side by side, whatever the vectors of the processor. */
    public static final int LANES = 16;

    /** Positions of a page. */
    public static final int SLOTS = 64;

    public static final int FROM = 0;
    public static final int TO = 8;
    public static final int LARGEST = 64;

    static final int VALUES = 16;

    static final int LINE = LANES * Float.BYTES;

    public AttentionLayout {
        Bounds.requireBetween("heads", heads, 1, MOST_HEADS);
        if (headDim < LANES || headDim % LANES != 0) {
            throw new IllegalArgumentException("head dimension is " + headDim + ", expected a multiple of " + LANES);
        }
    }

    public int sums() {
        return sums(heads);
    }

    public int queries() {
        return queries(heads);
    }

    public int outputs() {
        return queries() + heads * headDim * Float.BYTES;
    }

    /** Bytes of all of it, a multiple of a cache line. */
    public int bytes() {
        return outputs() + heads * headDim * Float.BYTES;
    }

    static int sums(int heads) {
        return LARGEST + heads * LINE;
    }

    static int factors(int heads) {
        return sums(heads) + heads * LINE;
    }

    static int weights(int heads) {
        return factors(heads) + heads * LINE;
    }

    static int queries(int heads) {
        return weights(heads) + heads * SLOTS * Float.BYTES;
    }
}
