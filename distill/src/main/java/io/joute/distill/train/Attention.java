package io.joute.distill.train;

import io.joute.engine.model.ModelConfig;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Causal grouped-query attention inside each document of a batch, and its backward pass.
 *
 * <p>One task is one document and one key/value head with the query heads that share it: it owns every place that it
 * writes, key and value gradients included. Probabilities are computed again on the way back rather than kept: documents
 * are short. Rows are padded with zeros to whole vectors, which leaves the loops without tails.
 */
final class Attention {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    private final Workers workers;
    private final int headDim;
    private final int groups;
    private final int group;
    private final int queryLength;
    private final int keyLength;
    private final float scale;

    Attention(Workers workers, ModelConfig config) {
        this.workers = workers;
        this.headDim = config.headDim();
        this.groups = config.headCountKv();
        this.group = config.headCount() / groups;
        this.queryLength = config.queryLength();
        this.keyLength = config.keyLength();
        this.scale = (float) (1 / Math.sqrt(headDim));
    }

    /** out = softmax(q·kᵀ/√headDim)·v, within documents and over earlier positions. */
    void forward(Batch batch, float[] q, float[] k, float[] v, float[] out) {
        workers.run(batch.documents().size() * groups, task -> {
            var span = new Span(batch, task / groups, task % groups);
            float[] keys = span.columns(k);
            float[] values = span.rows(v);
            float[] row = new float[span.padded];
            float[] mixed = new float[span.paddedDim];
            for (int head = span.firstHead; head < span.firstHead + group; head++) {
                for (int i = 0; i < span.length; i++) {
                    probabilities(span, q, span.query(i, head), keys, row, i);
                    Arrays.fill(mixed, 0f);
                    for (int j = 0; j <= i; j++) {
                        Elementwise.addScaled(row[j], values, j * span.paddedDim, mixed, 0, span.paddedDim);
                    }
                    System.arraycopy(mixed, 0, out, span.query(i, head), headDim);
                }
            }
        });
    }

    /** From the gradient of out, those of q, k and v (before RoPE is turned back). */
    void backward(Batch batch, float[] q, float[] k, float[] v, float[] dOut, float[] dq, float[] dk, float[] dv) {
        workers.run(batch.documents().size() * groups, task -> {
            var span = new Span(batch, task / groups, task % groups);
            float[] keyColumns = span.columns(k);
            float[] keyRows = span.rows(k);
            float[] valueColumns = span.columns(v);
            var gradient = new KeyGradient(new float[keyRows.length], new float[keyRows.length]);
            float[] row = new float[span.padded];
            float[] slope = new float[span.padded];
            for (int head = span.firstHead; head < span.firstHead + group; head++) {
                for (int i = 0; i < span.length; i++) {
                    int at = span.query(i, head);
                    probabilities(span, q, at, keyColumns, row, i);
                    scores(dOut, at, valueColumns, slope, span.padded, i);
                    scoreGradient(row, slope, i);
                    addKeyGradient(span, gradient, row, slope, i, q, dOut, at);
                    queryGradient(span, keyRows, slope, i, dq, at);
                }
            }
            span.put(gradient.keys, dk);
            span.put(gradient.values, dv);
        });
    }

    private void probabilities(Span span, float[] q, int at, float[] keys, float[] row, int i) {
        scores(q, at, keys, row, span.padded, i);
        float max = Elementwise.max(row, 0, i + 1);
        Elementwise.exp(row, 0, i + 1, max, scale);
        float inverse = 1 / Elementwise.sum(row, 0, i + 1);
        for (int j = 0; j <= i; j++) {
            row[j] *= inverse;
        }
    }

    /** row[j] = x·column j, for the vectors that hold 0 to i. */
    private void scores(float[] x, int at, float[] columns, float[] row, int padded, int i) {
        for (int j = 0; j <= i; j += LANES) {
            FloatVector sum = FloatVector.zero(SPECIES);
            for (int d = 0, c = j; d < headDim; d++, c += padded) {
                sum = FloatVector.broadcast(SPECIES, x[at + d]).fma(FloatVector.fromArray(SPECIES, columns, c), sum);
            }
            sum.intoArray(row, j);
        }
    }

    /** Slope of the probabilities becomes that of the scores, scaled. */
    private void scoreGradient(float[] row, float[] slope, int i) {
        float mean = Elementwise.dot(row, 0, slope, 0, i + 1);
        for (int j = 0; j <= i; j++) {
            slope[j] = row[j] * (slope[j] - mean) * scale;
        }
    }

    private void addKeyGradient(
            Span span, KeyGradient gradient, float[] row, float[] slope, int i, float[] q, float[] dOut, int at) {
        for (int j = 0; j <= i; j++) {
            Elementwise.addScaled(slope[j], q, at, gradient.keys, j * span.paddedDim, headDim);
            Elementwise.addScaled(row[j], dOut, at, gradient.values, j * span.paddedDim, headDim);
        }
    }

    private void queryGradient(Span span, float[] keyRows, float[] slope, int i, float[] dq, int at) {
        Arrays.fill(dq, at, at + headDim, 0f);
        for (int j = 0; j <= i; j++) {
            Elementwise.addScaled(slope[j], keyRows, j * span.paddedDim, dq, at, headDim);
        }
    }

    private static final class KeyGradient {
        final float[] keys;
        final float[] values;

        KeyGradient(float[] keys, float[] values) {
            this.keys = keys;
            this.values = values;
        }
    }

    /** One document seen by one key/value head. */
    private final class Span {
        final int start;
        final int length;
        final int padded;
        final int paddedDim;
        final int keyFrom;
        final int firstHead;

        Span(Batch batch, int document, int keyHead) {
            start = batch.starts[document];
            length = batch.starts[document + 1] - start;
            padded = Math.ceilDiv(length, LANES) * LANES;
            paddedDim = Math.ceilDiv(headDim, LANES) * LANES;
            keyFrom = keyHead * headDim;
            firstHead = keyHead * group;
        }

        int query(int i, int head) {
            return (start + i) * queryLength + head * headDim;
        }

        /** Keys or values, one row a position. */
        float[] rows(float[] x) {
            float[] rows = new float[length * paddedDim];
            for (int j = 0; j < length; j++) {
                System.arraycopy(x, (start + j) * keyLength + keyFrom, rows, j * paddedDim, headDim);
            }
            return rows;
        }

        /** Keys or values, one row a dimension. */
        float[] columns(float[] x) {
            float[] columns = new float[headDim * padded];
            for (int j = 0; j < length; j++) {
                int at = (start + j) * keyLength + keyFrom;
                for (int d = 0; d < headDim; d++) {
                    columns[d * padded + j] = x[at + d];
                }
            }
            return columns;
        }

        void put(float[] rows, float[] x) {
            for (int j = 0; j < length; j++) {
                System.arraycopy(rows, j * paddedDim, x, (start + j) * keyLength + keyFrom, headDim);
            }
        }
    }
}
