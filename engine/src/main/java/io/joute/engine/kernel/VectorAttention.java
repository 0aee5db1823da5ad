package io.joute.engine.kernel;

import static io.joute.engine.kernel.KvPage.POSITIONS;
import static io.joute.engine.kernel.Lanes.COUNT;
import static io.joute.engine.kernel.Lanes.F;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import jdk.incubator.vector.FloatVector;

/**
 * Attention of up to four query heads that share a key head: a vector of keys or values, once loaded, serves all four. A page,
 * once decoded, serves all tokens of the call.
 *
 * <p>A score is a sum over a head's elements in their order, a value a sum over positions in theirs: neither depends on
 * the batch.
 */
final class VectorAttention {
    private static final int FOUR = 4;

    private VectorAttention() {}

    /** Query heads of one token and group, from element {@code query} on, with a row of scores each. */
    static final class Heads {
        final int query;
        final int count;
        final int start;
        final int end;
        final float[] scores;
        final int row;
        final int stride;

        Heads(int query, int count, Attention a, int token, Scores scores) {
            this.query = query;
            this.count = count;
            this.start = a.start(token);
            this.end = a.end(token);
            this.scores = scores.floats;
            this.row = scores.next;
            this.stride = scores.stride;
            scores.next += count * stride;
        }

        boolean seesPage(int page) {
            return start < (page + 1) * POSITIONS && end > page * POSITIONS;
        }
    }

    /** Room for rows of scores, handed out one after the other. */
    static final class Scores {
        final float[] floats;
        final int stride;
        int next;

        Scores(float[] floats, int stride) {
            this.floats = floats;
            this.stride = stride;
        }
    }

    /** The heads of tokens {@code from} to {@code to} that share a key head: by four while there are four, then one by one. */
    static List<Heads> heads(Attention a, int headKv, int from, int to, Scratch scratch) {
        int headDim = a.shape.headDim();
        int group = a.shape.group();
        int stride = a.pages.length * POSITIONS;
        int rows = Math.multiplyExact(to - from, group);
        var scores = new Scores(scratch.scores(Math.multiplyExact(rows, stride)), stride);
        List<Heads> all = new ArrayList<>(rows);
        for (int token = from; token < to; token++) {
            int first = (token * a.shape.headCount() + headKv * group) * headDim;
            for (int head = 0; head < group; ) {
                int count = group - head >= FOUR ? FOUR : 1;
                all.add(new Heads(first + head * headDim, count, a, token, scores));
                head += count;
            }
        }
        return all;
    }

    static void attend(VectorLoops loops, Attention a, List<Heads> all, int headKv, Scratch scratch) {
        int firstPage = all.getFirst().start / POSITIONS;
        int lastPage = (all.getLast().end - 1) / POSITIONS;
        float[] room = scratch.page(a.pages[firstPage].headLength());
        for (int page = firstPage; page <= lastPage; page++) {
            float[] keys = VectorPages.keys(a.pages[page], headKv, room);
            for (Heads heads : all) {
                if (heads.seesPage(page)) {
                    scores(a, keys, a.pages[page].at(headKv), page, heads);
                }
            }
        }
        for (Heads heads : all) {
            soften(loops, a, heads);
        }
        for (int page = firstPage; page <= lastPage; page++) {
            float[] values = VectorPages.values(a.pages[page], headKv, room);
            for (Heads heads : all) {
                if (heads.seesPage(page)) {
                    values(a, values, a.pages[page].at(headKv), page, heads);
                }
            }
        }
    }

    private static void soften(VectorLoops loops, Attention a, Heads heads) {
        for (int head = 0; head < heads.count; head++) {
            int row = heads.row + head * heads.stride;
            loops.softmax(heads.scores, row + heads.start, row + heads.end, a.scale);
        }
        Arrays.fill(a.out, heads.query, heads.query + heads.count * a.shape.headDim(), 0f);
    }

    private static void scores(Attention a, float[] keys, int keyOffset, int page, Heads heads) {
        int headDim = a.shape.headDim();
        for (int slot = 0; slot < POSITIONS; slot += 2 * COUNT) {
            int out = heads.row + page * POSITIONS + slot;
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

    /** Add the values of one page, weighted by their scores, to the output. */
    private static void values(Attention a, float[] values, int pageOffset, int page, Heads heads) {
        int headDim = a.shape.headDim();
        int from = Math.max(heads.start, page * POSITIONS);
        int to = Math.min(heads.end, (page + 1) * POSITIONS);
        int offset = pageOffset + from % POSITIONS * headDim;
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
        int row0 = heads.row;
        int row1 = row0 + heads.stride;
        int row2 = row1 + heads.stride;
        int row3 = row2 + heads.stride;
        int at = offset;
        for (int p = range.from; p < range.to; p++) {
            FloatVector v = FloatVector.fromArray(F, values, at);
            at += headDim;
            s0 = v.fma(FloatVector.broadcast(F, scores[row0 + p]), s0);
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
        int row = heads.row;
        int out = heads.query + range.element;
        FloatVector sum = FloatVector.fromArray(F, a.out, out);
        int at = offset;
        for (int p = range.from; p < range.to; p++) {
            sum = FloatVector.fromArray(F, values, at).fma(FloatVector.broadcast(F, scores[row + p]), sum);
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
            sum = Math.fma(values[at], heads.scores[heads.row + head * heads.stride + p], sum);
            at += headDim;
        }
        a.out[out] = sum;
    }
}
