package io.joute.engine.kernel;

import static io.joute.engine.kernel.Lanes.COUNT;
import static io.joute.engine.kernel.Lanes.F;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/**
 * Products for many tokens: a panel of rows is decoded once to floats that stay in the second-level cache, then tiles of
 * 4 rows × 6 tokens (2 × 6 where a machine has 16 registers of 8 lanes) run over it, their sums in registers.
 *
 * <p>Columns are taken {@value #SLICE} at a time, so that a tile's activations stay in the first-level cache while the
 * panel's rows pass; the sums of all rows for six tokens wait in scratch meanwhile. Adding continues where it stopped, so
 * slicing changes no bit.
 *
 * <p>Decide, body, tail: the last tokens are covered by a tile that overlaps the one before; rows beyond the end are
 * computed and not stored; columns beyond the last whole vector are added one by one.
 */
final class VectorTile {
    private static final int TOKENS = 6;
    private static final int ROWS = COUNT == 8 ? 2 : 4;
    private static final int SLICE = 1024;
    private static final int PANEL_FLOATS = 128 * 1024;
    private static final int PANEL_ROWS = 32;

    private VectorTile() {}

    static void multiply(Product p, int from, int to, Scratch scratch) {
        // One vector of space between rows: rows a power of two apart would share the cache's sets.
        int stride = (p.columns + COUNT - 1) / COUNT * COUNT + COUNT;
        int panelRows = Math.max(ROWS, Math.min(PANEL_ROWS, PANEL_FLOATS / stride / ROWS * ROWS));
        float[] panel = scratch.panel(Math.multiplyExact(panelRows, stride));
        float[] lanes = scratch.lanes(panelRows * TOKENS * COUNT);
        for (int row = from; row < to; row += panelRows) {
            int count = Math.min(panelRows, to - row);
            for (int i = 0; i < count; i++) {
                VectorDecode.elements(p.weight, row + i, panel, i * stride);
            }
            tokens(p, new Panel(panel, stride, row, count), lanes);
        }
    }

    /** Decoded rows {@code row} to {@code row + count − 1}, each {@code stride} after the one before. */
    private static final class Panel {
        final float[] data;
        final int stride;
        final int row;
        final int count;

        Panel(float[] data, int stride, int row, int count) {
            this.data = data;
            this.stride = stride;
            this.row = row;
            this.count = count;
        }
    }

    /** Six tokens' activations; {@code stride} 0 is one token six times. */
    private static final class Tokens {
        final float[] data;
        final int offset;
        final int stride;

        Tokens(float[] data, int offset, int stride) {
            this.data = data;
            this.offset = offset;
            this.stride = stride;
        }
    }

    private static void tokens(Product p, Panel panel, float[] lanes) {
        if (p.batch < TOKENS) {
            for (int token = 0; token < p.batch; token++) {
                tile(p, panel, new Tokens(p.x, token * p.columns, 0), lanes);
                store(p, panel, token, 1, lanes);
            }
            return;
        }
        for (int token = 0; token < p.batch; token += TOKENS) {
            int first = Math.min(token, p.batch - TOKENS);
            tile(p, panel, new Tokens(p.x, first * p.columns, p.columns), lanes);
            store(p, panel, first, TOKENS, lanes);
        }
    }

    private static void tile(Product p, Panel panel, Tokens tokens, float[] lanes) {
        int body = p.columns - p.columns % COUNT;
        Arrays.fill(lanes, 0, panel.count * TOKENS * COUNT, 0f);
        for (int from = 0; from < body; from += SLICE) {
            int length = Math.min(SLICE, body - from);
            for (int row = 0; row < panel.count; row += ROWS) {
                int w = row * panel.stride + from;
                int at = row * TOKENS * COUNT;
                if (ROWS == 4) {
                    fourBySix(panel.data, w, panel.stride, tokens, from, length, lanes, at);
                } else {
                    twoBySix(panel.data, w, panel.stride, tokens, from, length, lanes, at);
                }
            }
        }
    }

    private static void store(Product p, Panel panel, int first, int tokens, float[] lanes) {
        int body = p.columns - p.columns % COUNT;
        for (int token = 0; token < tokens; token++) {
            int x = (first + token) * p.columns;
            int out = (first + token) * p.rows + panel.row;
            for (int row = 0; row < panel.count; row++) {
                float sum = Lanes.fold(lanes, (row * TOKENS + token) * COUNT);
                for (int c = body; c < p.columns; c++) {
                    sum = Math.fma(panel.data[row * panel.stride + c], p.x[x + c], sum);
                }
                p.out[out + row] = sum * p.scale(panel.row + row);
            }
        }
    }

    private static void fourBySix(
            float[] w, int w0, int stride, Tokens x, int from, int length, float[] lanes, int at) {
        float[] xs = x.data;
        int x0 = x.offset + from;
        int x1 = x.offset + x.stride + from;
        int x2 = x.offset + 2 * x.stride + from;
        int x3 = x.offset + 3 * x.stride + from;
        int x4 = x.offset + 4 * x.stride + from;
        int x5 = x.offset + 5 * x.stride + from;
        int w1 = w0 + stride;
        int w2 = w0 + 2 * stride;
        int w3 = w0 + 3 * stride;
        FloatVector s00 = FloatVector.fromArray(F, lanes, at);
        FloatVector s01 = FloatVector.fromArray(F, lanes, at + COUNT);
        FloatVector s02 = FloatVector.fromArray(F, lanes, at + 2 * COUNT);
        FloatVector s03 = FloatVector.fromArray(F, lanes, at + 3 * COUNT);
        FloatVector s04 = FloatVector.fromArray(F, lanes, at + 4 * COUNT);
        FloatVector s05 = FloatVector.fromArray(F, lanes, at + 5 * COUNT);
        FloatVector s10 = FloatVector.fromArray(F, lanes, at + 6 * COUNT);
        FloatVector s11 = FloatVector.fromArray(F, lanes, at + 7 * COUNT);
        FloatVector s12 = FloatVector.fromArray(F, lanes, at + 8 * COUNT);
        FloatVector s13 = FloatVector.fromArray(F, lanes, at + 9 * COUNT);
        FloatVector s14 = FloatVector.fromArray(F, lanes, at + 10 * COUNT);
        FloatVector s15 = FloatVector.fromArray(F, lanes, at + 11 * COUNT);
        FloatVector s20 = FloatVector.fromArray(F, lanes, at + 12 * COUNT);
        FloatVector s21 = FloatVector.fromArray(F, lanes, at + 13 * COUNT);
        FloatVector s22 = FloatVector.fromArray(F, lanes, at + 14 * COUNT);
        FloatVector s23 = FloatVector.fromArray(F, lanes, at + 15 * COUNT);
        FloatVector s24 = FloatVector.fromArray(F, lanes, at + 16 * COUNT);
        FloatVector s25 = FloatVector.fromArray(F, lanes, at + 17 * COUNT);
        FloatVector s30 = FloatVector.fromArray(F, lanes, at + 18 * COUNT);
        FloatVector s31 = FloatVector.fromArray(F, lanes, at + 19 * COUNT);
        FloatVector s32 = FloatVector.fromArray(F, lanes, at + 20 * COUNT);
        FloatVector s33 = FloatVector.fromArray(F, lanes, at + 21 * COUNT);
        FloatVector s34 = FloatVector.fromArray(F, lanes, at + 22 * COUNT);
        FloatVector s35 = FloatVector.fromArray(F, lanes, at + 23 * COUNT);
        for (int k = 0; k < length; k += COUNT) {
            FloatVector r0 = FloatVector.fromArray(F, w, w0 + k);
            FloatVector r1 = FloatVector.fromArray(F, w, w1 + k);
            FloatVector r2 = FloatVector.fromArray(F, w, w2 + k);
            FloatVector r3 = FloatVector.fromArray(F, w, w3 + k);
            FloatVector v0 = FloatVector.fromArray(F, xs, x0 + k);
            s00 = r0.fma(v0, s00);
            s10 = r1.fma(v0, s10);
            s20 = r2.fma(v0, s20);
            s30 = r3.fma(v0, s30);
            FloatVector v1 = FloatVector.fromArray(F, xs, x1 + k);
            s01 = r0.fma(v1, s01);
            s11 = r1.fma(v1, s11);
            s21 = r2.fma(v1, s21);
            s31 = r3.fma(v1, s31);
            FloatVector v2 = FloatVector.fromArray(F, xs, x2 + k);
            s02 = r0.fma(v2, s02);
            s12 = r1.fma(v2, s12);
            s22 = r2.fma(v2, s22);
            s32 = r3.fma(v2, s32);
            FloatVector v3 = FloatVector.fromArray(F, xs, x3 + k);
            s03 = r0.fma(v3, s03);
            s13 = r1.fma(v3, s13);
            s23 = r2.fma(v3, s23);
            s33 = r3.fma(v3, s33);
            FloatVector v4 = FloatVector.fromArray(F, xs, x4 + k);
            s04 = r0.fma(v4, s04);
            s14 = r1.fma(v4, s14);
            s24 = r2.fma(v4, s24);
            s34 = r3.fma(v4, s34);
            FloatVector v5 = FloatVector.fromArray(F, xs, x5 + k);
            s05 = r0.fma(v5, s05);
            s15 = r1.fma(v5, s15);
            s25 = r2.fma(v5, s25);
            s35 = r3.fma(v5, s35);
        }
        s00.intoArray(lanes, at);
        s01.intoArray(lanes, at + COUNT);
        s02.intoArray(lanes, at + 2 * COUNT);
        s03.intoArray(lanes, at + 3 * COUNT);
        s04.intoArray(lanes, at + 4 * COUNT);
        s05.intoArray(lanes, at + 5 * COUNT);
        s10.intoArray(lanes, at + 6 * COUNT);
        s11.intoArray(lanes, at + 7 * COUNT);
        s12.intoArray(lanes, at + 8 * COUNT);
        s13.intoArray(lanes, at + 9 * COUNT);
        s14.intoArray(lanes, at + 10 * COUNT);
        s15.intoArray(lanes, at + 11 * COUNT);
        s20.intoArray(lanes, at + 12 * COUNT);
        s21.intoArray(lanes, at + 13 * COUNT);
        s22.intoArray(lanes, at + 14 * COUNT);
        s23.intoArray(lanes, at + 15 * COUNT);
        s24.intoArray(lanes, at + 16 * COUNT);
        s25.intoArray(lanes, at + 17 * COUNT);
        s30.intoArray(lanes, at + 18 * COUNT);
        s31.intoArray(lanes, at + 19 * COUNT);
        s32.intoArray(lanes, at + 20 * COUNT);
        s33.intoArray(lanes, at + 21 * COUNT);
        s34.intoArray(lanes, at + 22 * COUNT);
        s35.intoArray(lanes, at + 23 * COUNT);
    }

    private static void twoBySix(float[] w, int w0, int stride, Tokens x, int from, int length, float[] lanes, int at) {
        float[] xs = x.data;
        int x0 = x.offset + from;
        int x1 = x.offset + x.stride + from;
        int x2 = x.offset + 2 * x.stride + from;
        int x3 = x.offset + 3 * x.stride + from;
        int x4 = x.offset + 4 * x.stride + from;
        int x5 = x.offset + 5 * x.stride + from;
        int w1 = w0 + stride;
        FloatVector s00 = FloatVector.fromArray(F, lanes, at);
        FloatVector s01 = FloatVector.fromArray(F, lanes, at + COUNT);
        FloatVector s02 = FloatVector.fromArray(F, lanes, at + 2 * COUNT);
        FloatVector s03 = FloatVector.fromArray(F, lanes, at + 3 * COUNT);
        FloatVector s04 = FloatVector.fromArray(F, lanes, at + 4 * COUNT);
        FloatVector s05 = FloatVector.fromArray(F, lanes, at + 5 * COUNT);
        FloatVector s10 = FloatVector.fromArray(F, lanes, at + 6 * COUNT);
        FloatVector s11 = FloatVector.fromArray(F, lanes, at + 7 * COUNT);
        FloatVector s12 = FloatVector.fromArray(F, lanes, at + 8 * COUNT);
        FloatVector s13 = FloatVector.fromArray(F, lanes, at + 9 * COUNT);
        FloatVector s14 = FloatVector.fromArray(F, lanes, at + 10 * COUNT);
        FloatVector s15 = FloatVector.fromArray(F, lanes, at + 11 * COUNT);
        for (int k = 0; k < length; k += COUNT) {
            FloatVector r0 = FloatVector.fromArray(F, w, w0 + k);
            FloatVector r1 = FloatVector.fromArray(F, w, w1 + k);
            FloatVector v0 = FloatVector.fromArray(F, xs, x0 + k);
            s00 = r0.fma(v0, s00);
            s10 = r1.fma(v0, s10);
            FloatVector v1 = FloatVector.fromArray(F, xs, x1 + k);
            s01 = r0.fma(v1, s01);
            s11 = r1.fma(v1, s11);
            FloatVector v2 = FloatVector.fromArray(F, xs, x2 + k);
            s02 = r0.fma(v2, s02);
            s12 = r1.fma(v2, s12);
            FloatVector v3 = FloatVector.fromArray(F, xs, x3 + k);
            s03 = r0.fma(v3, s03);
            s13 = r1.fma(v3, s13);
            FloatVector v4 = FloatVector.fromArray(F, xs, x4 + k);
            s04 = r0.fma(v4, s04);
            s14 = r1.fma(v4, s14);
            FloatVector v5 = FloatVector.fromArray(F, xs, x5 + k);
            s05 = r0.fma(v5, s05);
            s15 = r1.fma(v5, s15);
        }
        s00.intoArray(lanes, at);
        s01.intoArray(lanes, at + COUNT);
        s02.intoArray(lanes, at + 2 * COUNT);
        s03.intoArray(lanes, at + 3 * COUNT);
        s04.intoArray(lanes, at + 4 * COUNT);
        s05.intoArray(lanes, at + 5 * COUNT);
        s10.intoArray(lanes, at + 6 * COUNT);
        s11.intoArray(lanes, at + 7 * COUNT);
        s12.intoArray(lanes, at + 8 * COUNT);
        s13.intoArray(lanes, at + 9 * COUNT);
        s14.intoArray(lanes, at + 10 * COUNT);
        s15.intoArray(lanes, at + 11 * COUNT);
    }
}
