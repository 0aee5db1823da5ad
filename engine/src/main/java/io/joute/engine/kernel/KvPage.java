package io.joute.engine.kernel;

/**
 * Keys and values of {@value #POSITIONS} consecutive positions of one layer.
 *
 * <p>Keys lie {@code [headKv][element][position]}, values {@code [headKv][position][element]}: scores run over positions
 * and values over elements, both without a sum across lanes. What is stored of a position depends on that position alone.
 */
public abstract sealed class KvPage permits KvPageF32, KvPageF16, KvPageQ8 {
    /** Positions of a page. */
    public static final int POSITIONS = 64;

    private final int headCountKv;
    private final int headDim;

    KvPage(int headCountKv, int headDim) {
        this.headCountKv = headCountKv;
        this.headDim = headDim;
    }

    /** Make an empty page. */
    public static KvPage of(KvType type, int headCountKv, int headDim) {
        return switch (type) {
            case F32 -> new KvPageF32(headCountKv, headDim);
            case F16 -> new KvPageF16(headCountKv, headDim);
            case Q8_0 -> new KvPageQ8(headCountKv, headDim);
        };
    }

    /** Bytes of a page's keys and values. */
    public static long bytes(KvType type, int headCountKv, int headDim) {
        long elements = Math.multiplyExact((long) POSITIONS * headCountKv, headDim);
        return switch (type) {
            case F32 -> Math.multiplyExact(2L * Float.BYTES, elements);
            case F16 -> Math.multiplyExact(2L * Short.BYTES, elements);
            case Q8_0 ->
                Math.addExact(
                        2 * elements, (long) Short.BYTES * POSITIONS * headCountKv * (KvPageQ8.groups(headDim) + 1L));
        };
    }

    /** Store a key and a value, each {@code [headKv][element]} from {@code offset} on, at {@code slot} of the page. */
    public final void store(int slot, float[] key, float[] value, int offset) {
        Operands.requireRange("page", POSITIONS, slot, slot + 1);
        int width = headCountKv * headDim;
        Operands.requireRange("key", key.length, offset, offset + width);
        Operands.requireRange("value", value.length, offset, offset + width);
        for (int head = 0; head < headCountKv; head++) {
            putKey(head, slot, key, offset + head * headDim);
            putValue(head, slot, value, offset + head * headDim);
        }
    }

    abstract void putKey(int headKv, int slot, float[] key, int offset);

    abstract void putValue(int headKv, int slot, float[] value, int offset);

    /**
     * The keys of one head, {@code [element][position]}, from index {@link #at} on: in the page's own array, or decoded into
     * {@code room}.
     */
    abstract float[] keys(int headKv, float[] room);

    /** The values of one head, {@code [position][element]}, as {@link #keys}. */
    abstract float[] values(int headKv, float[] room);

    /** Where in the array that {@link #keys} and {@link #values} give the head begins. */
    abstract int at(int headKv);

    final int headCountKv() {
        return headCountKv;
    }

    final int headDim() {
        return headDim;
    }

    /** Elements of a head's keys, or of its values. */
    final int headLength() {
        return headDim * POSITIONS;
    }
}
