package io.joute.engine.kernel;

/**
 * Cosines and sines of a batch of positions, one for each element of a head, in the layout that the rotation reads.
 *
 * <p>Where pairs are neighbours, pair i of token t is elements 2i and 2i + 1, and {@code cos[t][2i] = cos[t][2i+1] =
 * cos(a)}, {@code sin[t][2i] = −sin(a)} and {@code sin[t][2i+1] = sin(a)}, a the angle. Where they are halves it is elements
 * i and i + headDim/2, and the same holds of those. Then {@code y = x · cos + partner(x) · sin}.
 */
public final class RopeTable {
    private final int headDim;
    private final boolean halves;
    final float[] cos;
    final float[] sin;

    /** Make room for {@code batch} tokens; {@code headDim} is even. */
    public RopeTable(int headDim, int batch, boolean halves) {
        if (headDim < 2 || headDim % 2 != 0) {
            throw new IllegalArgumentException("headDim is " + headDim + ", expected even, 2 or more");
        }
        Operands.requireBatch(batch);
        this.headDim = headDim;
        this.halves = halves;
        this.cos = new float[Math.multiplyExact(headDim, batch)];
        this.sin = new float[cos.length];
    }

    /** Set the angle, in radians, by which pair {@code pair} of token {@code token} turns. */
    public void set(int token, int pair, double angle) {
        int first = token * headDim + (halves ? pair : 2 * pair);
        int second = first + partner();
        cos[first] = (float) Math.cos(angle);
        cos[second] = cos[first];
        sin[second] = (float) Math.sin(angle);
        sin[first] = -sin[second];
    }

    /** From the first element of a pair to the second. */
    int partner() {
        return halves ? headDim / 2 : 1;
    }

    /** Whether pairs are of element i and i + headDim/2. */
    boolean halves() {
        return halves;
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
