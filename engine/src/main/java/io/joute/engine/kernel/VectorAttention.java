package io.joute.engine.kernel;

import static io.joute.engine.kernel.KvPage.POSITIONS;
import static io.joute.engine.kernel.Lanes.COUNT;
import static io.joute.engine.kernel.Lanes.F;

import io.joute.engine.kernel.VectorLoops.Heads;
import jdk.incubator.vector.FloatVector;

/**
 * Attention of up to four query heads that share a key head: a vector of keys or values, once loaded, serves all four.
 *
 * <p>A score is a sum over a head's elements in their order, a value a sum over positions in theirs: neither depends on
 * the batch.
 */
final class VectorAttention {
    private static final int FOUR = 4;

    private VectorAttention() {}

    static void attend(VectorLoops loops, Attention a, int headKv, int token, Heads heads) {
        int start = a.start(token);
        int end = a.end(token);
        int lastPage = (end - 1) / POSITIONS;
        for (int page = start / POSITIONS; page <= lastPage; page++) {
            scores(a, headKv, page, heads);
        }
        for (int head = 0; head < heads.count; head++) {
            loops.softmax(heads.scores, head * heads.stride + start, head * heads.stride + end, a.scale);
        }
        heads.clear(a.out, a.shape.headDim());
        for (int page = start / POSITIONS; page <= lastPage; page++) {
            int from = Math.max(start, page * POSITIONS);
            values(a, headKv, heads, from, Math.min(end, (page + 1) * POSITIONS));
        }
    }

    private static void scores(Attention a, int headKv, int page, Heads heads) {
        int headDim = a.shape.headDim();
        float[] keys = a.pages[page].keys;
        int keyOffset = headKv * headDim * POSITIONS;
        for (int slot = 0; slot < POSITIONS; slot += 2 * COUNT) {
            int out = page * POSITIONS + slot;
            if (heads.count == FOUR) {
                scoresOfFour(a.queries, heads, headDim, keys, keyOffset + slot, out);
            } else {
                scoresOfOne(a.queries, heads, headDim, keys, keyOffset + slot, out);
            }
        }
    }

    private static void scoresOfFour(float[] q, Heads heads, int headDim, float[] keys, int keyOffset, int out) {
        FloatVector s00 = FloatVector.zero(F);
        FloatVector s01 = FloatVector.zero(F);
        FloatVector s10 = FloatVector.zero(F);
        FloatVector s11 = FloatVector.zero(F);
        FloatVector s20 = FloatVector.zero(F);
        FloatVector s21 = FloatVector.zero(F);
        FloatVector s30 = FloatVector.zero(F);
        FloatVector s31 = FloatVector.zero(F);
        int q0 = heads.query;
        int q1 = q0 + headDim;
        int q2 = q1 + headDim;
        int q3 = q2 + headDim;
        for (int i = 0; i < headDim; i++) {
            FloatVector k0 = FloatVector.fromArray(F, keys, keyOffset + i * POSITIONS);
            FloatVector k1 = FloatVector.fromArray(F, keys, keyOffset + i * POSITIONS + COUNT);
            FloatVector v0 = FloatVector.broadcast(F, q[q0 + i]);
            s00 = k0.fma(v0, s00);
            s01 = k1.fma(v0, s01);
            FloatVector v1 = FloatVector.broadcast(F, q[q1 + i]);
            s10 = k0.fma(v1, s10);
            s11 = k1.fma(v1, s11);
            FloatVector v2 = FloatVector.broadcast(F, q[q2 + i]);
            s20 = k0.fma(v2, s20);
            s21 = k1.fma(v2, s21);
            FloatVector v3 = FloatVector.broadcast(F, q[q3 + i]);
            s30 = k0.fma(v3, s30);
            s31 = k1.fma(v3, s31);
        }
        float[] scores = heads.scores;
        int stride = heads.stride;
        s00.intoArray(scores, out);
        s01.intoArray(scores, out + COUNT);
        s10.intoArray(scores, out + stride);
        s11.intoArray(scores, out + stride + COUNT);
        s20.intoArray(scores, out + 2 * stride);
        s21.intoArray(scores, out + 2 * stride + COUNT);
        s30.intoArray(scores, out + 3 * stride);
        s31.intoArray(scores, out + 3 * stride + COUNT);
    }

    private static void scoresOfOne(float[] q, Heads heads, int headDim, float[] keys, int keyOffset, int out) {
        FloatVector s0 = FloatVector.zero(F);
        FloatVector s1 = FloatVector.zero(F);
        for (int i = 0; i < headDim; i++) {
            FloatVector v = FloatVector.broadcast(F, q[heads.query + i]);
            s0 = FloatVector.fromArray(F, keys, keyOffset + i * POSITIONS).fma(v, s0);
            s1 = FloatVector.fromArray(F, keys, keyOffset + i * POSITIONS + COUNT)
                    .fma(v, s1);
        }
        s0.intoArray(heads.scores, out);
        s1.intoArray(heads.scores, out + COUNT);
    }

    /** Add the values at positions {@code from} to {@code to} of one page, weighted by their scores, to the output. */
    private static void values(Attention a, int headKv, Heads heads, int from, int to) {
        int headDim = a.shape.headDim();
        float[] values = a.pages[from / POSITIONS].values;
        int offset = (headKv * POSITIONS + from % POSITIONS) * headDim;
        int body = headDim - headDim % COUNT;
        for (int i = 0; i < body; i += COUNT) {
            if (heads.count == FOUR) {
                valuesOfFour(a, heads, values, offset + i, new Range(from, to, i));
            } else {
                valuesOfOne(a, heads, values, offset + i, new Range(from, to, i));
            }
        }
        for (int i = body; i < headDim; i++) {
            for (int head = 0; head < heads.count; head++) {
                valueElement(a, heads, head, values, offset + i, new Range(from, to, i));
            }
        }
    }

    /** Positions {@code from} to {@code to}, elements from {@code element} on. */
    private record Range(int from, int to, int element) {}

    private static void valuesOfFour(Attention a, Heads heads, float[] values, int offset, Range range) {
        int headDim = a.shape.headDim();
        float[] scores = heads.scores;
        int out = heads.query + range.element;
        FloatVector s0 = FloatVector.fromArray(F, a.out, out);
        FloatVector s1 = FloatVector.fromArray(F, a.out, out + headDim);
        FloatVector s2 = FloatVector.fromArray(F, a.out, out + 2 * headDim);
        FloatVector s3 = FloatVector.fromArray(F, a.out, out + 3 * headDim);
        int row1 = heads.stride;
        int row2 = 2 * row1;
        int row3 = 3 * row1;
        int at = offset;
        for (int p = range.from; p < range.to; p++) {
            FloatVector v = FloatVector.fromArray(F, values, at);
            at += headDim;
            s0 = v.fma(FloatVector.broadcast(F, scores[p]), s0);
            s1 = v.fma(FloatVector.broadcast(F, scores[row1 + p]), s1);
            s2 = v.fma(FloatVector.broadcast(F, scores[row2 + p]), s2);
            s3 = v.fma(FloatVector.broadcast(F, scores[row3 + p]), s3);
        }
        s0.intoArray(a.out, out);
        s1.intoArray(a.out, out + headDim);
        s2.intoArray(a.out, out + 2 * headDim);
        s3.intoArray(a.out, out + 3 * headDim);
    }

    private static void valuesOfOne(Attention a, Heads heads, float[] values, int offset, Range range) {
        int headDim = a.shape.headDim();
        float[] scores = heads.scores;
        int out = heads.query + range.element;
        FloatVector sum = FloatVector.fromArray(F, a.out, out);
        int at = offset;
        for (int p = range.from; p < range.to; p++) {
            sum = FloatVector.fromArray(F, values, at).fma(FloatVector.broadcast(F, scores[p]), sum);
            at += headDim;
        }
        sum.intoArray(a.out, out);
    }

    private static void valueElement(Attention a, Heads heads, int head, float[] values, int offset, Range range) {
        int headDim = a.shape.headDim();
        int out = heads.query + head * headDim + range.element;
        float sum = a.out[out];
        int at = offset;
        for (int p = range.from; p < range.to; p++) {
            sum = Math.fma(values[at], heads.scores[head * heads.stride + p], sum);
            at += headDim;
        }
        a.out[out] = sum;
    }
}
