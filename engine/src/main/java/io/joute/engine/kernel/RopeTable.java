package io.joute.engine.kernel;

/**
 * Cosines and sines of a batch of positions, in the layout that the rotation reads: for pair i of token t, which is
 * elements 2i and 2i + 1 of a head, {@code cos[t][2i] = cos[t][2i+1] = cos(a)}, {@code sin[t][2i] = −sin(a)} and {@code
 * sin[t][2i+1] = sin(a)}, a the angle. Then {@code y = x · cos + swapped(x) · sin}.
 */
public final class RopeTable {
    private final int headDim;
    final float[] cos;
    final float[] sin;

    /** Make room for {@code batch} tokens; {@code headDim} is even. */
    public RopeTable(int headDim, int batch) {
        if (headDim < 2 || headDim % 2 != 0) {
            throw new IllegalArgumentException("headDim is " + headDim + ", expected even, 2 or more");
        }
        Operands.requireBatch(batch);
        this.headDim = headDim;
        this.cos = new float[Math.multiplyExact(headDim, batch)];
        this.sin = new float[cos.length];
    }

    /** Set the angle, in radians, by which pair {@code pair} of token {@code token} turns. */
    public void set(int token, int pair, double angle) {
        int i = token * headDim + 2 * pair;
        float sine = (float) Math.sin(angle);
        cos[i] = (float) Math.cos(angle);
        cos[i + 1] = cos[i];
        sin[i] = -sine;
        sin[i + 1] = sine;
    }

    /** Elements of a head. */
    public int headDim() {
        return headDim;
    }

    /** Tokens there is room for. */
    public int batch() {
        return cos.length / headDim;
    }
}
