package io.joute.engine.kernel;

import static io.joute.engine.kernel.x86.AttentionLayout.LANES;

import io.joute.engine.kernel.x86.ElementCode;
import java.lang.foreign.MemorySegment;

/**
 * What goes element by element, by machine code, in lines of 16 floats. Not because it is faster, which it is not once the
 * compiler has done the Vector API's kernels: until then each of their steps is a call, and a first token waits half a second.
 */
final class MachineElements {
    private final ElementCode code;

    MachineElements(ElementCode code) {
        this.code = code;
    }

    private static MemorySegment at(float[] x, int offset) {
        MemorySegment all = MemorySegment.ofArray(x);
        return offset == 0 ? all : all.asSlice((long) offset * Float.BYTES);
    }

    /** As {@link Loops#silu} for all whole lines; where it ended. */
    int silu(float[] gate, float[] up, int from, int to) {
        int lines = (to - from) / LANES;
        if (lines > 0) {
            code.silu(at(gate, from), at(up, from), lines);
        }
        return from + lines * LANES;
    }

    /** As {@link Loops#gelu} for all whole lines; where it ended. */
    int gelu(float[] gate, float[] up, int from, int to) {
        int lines = (to - from) / LANES;
        if (lines > 0) {
            code.gelu(at(gate, from), at(up, from), lines);
        }
        return from + lines * LANES;
    }

    /** As {@link Loops#add} for all whole lines; where it ended. */
    int add(float[] x, float[] y, int from, int to) {
        int lines = (to - from) / LANES;
        if (lines > 0) {
            code.add(at(x, from), at(y, from), lines);
        }
        return from + lines * LANES;
    }

    /** Squares are summed by lane, lanes folded in halves, then what is left of the row added. */
    void rmsNorm(float[] x, int offset, float[] gain, float epsilon, float[] out) {
        int lines = gain.length / LANES;
        int body = lines * LANES;
        float sum = lines > 0 ? squares(x, offset, lines) : 0;
        for (int i = body; i < gain.length; i++) {
            sum = Math.fma(x[offset + i], x[offset + i], sum);
        }
        float scale = (float) (1 / Math.sqrt((double) sum / gain.length + epsilon));
        if (lines > 0) {
            code.scale(at(x, offset), MemorySegment.ofArray(gain), at(out, offset), scale, lines);
        }
        for (int i = body; i < gain.length; i++) {
            out[offset + i] = x[offset + i] * scale * gain[i];
        }
    }

    private float squares(float[] x, int offset, int lines) {
        float[] lanes = new float[LANES];
        code.squares(at(x, offset), MemorySegment.ofArray(lanes), lines);
        return fold(lanes, 0);
    }

    /** The sum of a line's lanes, folded in halves; overwrites it. */
    static float fold(float[] lanes, int at) {
        for (int half = LANES / 2; half > 0; half /= 2) {
            for (int i = 0; i < half; i++) {
                lanes[at + i] += lanes[at + half + i];
            }
        }
        return lanes[at];
    }

    /** Whether machine code turns heads by this table. */
    static boolean rotates(RopeTable table) {
        return table.headDim() % (table.halves() ? 2 * LANES : LANES) == 0;
    }

    /** As {@link Loops#rotate}. */
    void rotate(float[] x, int offset, int heads, RopeTable table, int token) {
        int headDim = table.headDim();
        MemorySegment all = at(x, offset);
        MemorySegment cos = at(table.cos, token * headDim);
        if (table.halves()) {
            MemorySegment sin = at(table.sin, token * headDim + headDim / 2);
            code.rotateHalves(all, cos, sin, headDim / 2 / LANES, heads);
        } else {
            code.rotateNeighbours(all, cos, at(table.sin, token * headDim), headDim / LANES, heads);
        }
    }
}
