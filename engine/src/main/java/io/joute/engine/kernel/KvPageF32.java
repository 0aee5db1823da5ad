package io.joute.engine.kernel;

import io.joute.engine.kernel.x86.AttentionCode;
import java.lang.foreign.MemorySegment;

/** Floats as they are. */
final class KvPageF32 extends KvPage {
    private final float[] keys;
    private final float[] values;

    /** Both, as machine code reads them. */
    final AttentionCode.Page floats;

    KvPageF32(int headCountKv, int headDim) {
        super(headCountKv, headDim);
        this.keys = new float[Math.multiplyExact(headCountKv, headLength())];
        this.values = new float[keys.length];
        this.floats = new AttentionCode.Page(MemorySegment.ofArray(keys), MemorySegment.ofArray(values));
    }

    @Override
    void putKey(int headKv, int slot, float[] key, int offset) {
        int start = at(headKv) + slot;
        for (int i = 0; i < headDim(); i++) {
            keys[start + i * POSITIONS] = key[offset + i];
        }
    }

    @Override
    void putValue(int headKv, int slot, float[] value, int offset) {
        System.arraycopy(value, offset, values, at(headKv) + slot * headDim(), headDim());
    }

    @Override
    float[] keys(int headKv, float[] room) {
        return keys;
    }

    @Override
    float[] values(int headKv, float[] room) {
        return values;
    }

    @Override
    int at(int headKv) {
        return headKv * headLength();
    }
}
