package io.joute.engine.kernel;

/**
 * Keys and values of {@value #POSITIONS} consecutive positions of one layer, float32.
 *
 * <p>Keys lie {@code [headKv][element][position]}, values {@code [headKv][position][element]}: scores run over positions
 * and values over elements, both without a sum across lanes.
 */
public final class KvPage {
    /** Positions of a page. */
    public static final int POSITIONS = 64;

    private final int headCountKv;
    private final int headDim;
    final float[] keys;
    final float[] values;

    /** Make an empty page. */
    public KvPage(int headCountKv, int headDim) {
        this.headCountKv = headCountKv;
        this.headDim = headDim;
        this.keys = new float[Math.toIntExact(bytes(headCountKv, headDim) / (2 * Float.BYTES))];
        this.values = new float[keys.length];
    }

    /** Bytes of a page's keys and values. */
    public static long bytes(int headCountKv, int headDim) {
        return Math.multiplyExact(2L * Float.BYTES * POSITIONS, Math.multiplyExact((long) headCountKv, headDim));
    }

    /** Store a key and a value, each {@code [headKv][element]} from {@code offset} on, at {@code slot} of the page. */
    public void store(int slot, float[] key, float[] value, int offset) {
        Operands.requireRange("page", POSITIONS, slot, slot + 1);
        int width = headCountKv * headDim;
        Operands.requireRange("key", key.length, offset, offset + width);
        Operands.requireRange("value", value.length, offset, offset + width);
        for (int i = 0; i < width; i++) {
            keys[i * POSITIONS + slot] = key[offset + i];
        }
        for (int head = 0; head < headCountKv; head++) {
            System.arraycopy(value, offset + head * headDim, values, (head * POSITIONS + slot) * headDim, headDim);
        }
    }

    int headCountKv() {
        return headCountKv;
    }

    int headDim() {
        return headDim;
    }
}
