package io.joute.engine.kernel;

import io.joute.engine.kernel.x86.AttentionCode;
import java.lang.foreign.MemorySegment;

/** Half floats; what is too large for one becomes the largest. */
final class KvPageF16 extends KvPage {
    private static final float LARGEST = 65_504;

    private final short[] keys;
    private final short[] values;

    /** Both, as machine code reads them. */
    final AttentionCode.Page halves;

    KvPageF16(int headCountKv, int headDim) {
        super(headCountKv, headDim);
        this.keys = new short[Math.multiplyExact(headCountKv, headLength())];
        this.values = new short[keys.length];
        this.halves = new AttentionCode.Page(MemorySegment.ofArray(keys), MemorySegment.ofArray(values));
    }

    @Override
    void putKey(int headKv, int slot, float[] key, int offset) {
        int start = headKv * headLength() + slot;
        for (int i = 0; i < headDim(); i++) {
            keys[start + i * POSITIONS] = half(key[offset + i]);
        }
    }

    @Override
    void putValue(int headKv, int slot, float[] value, int offset) {
        int start = headKv * headLength() + slot * headDim();
        for (int i = 0; i < headDim(); i++) {
            values[start + i] = half(value[offset + i]);
        }
    }

    static short half(float x) {
        return Float.floatToFloat16(Math.clamp(x, -LARGEST, LARGEST));
    }

    @Override
    float[] keys(int headKv, float[] room) {
        return decoded(keys, headKv, room);
    }

    @Override
    float[] values(int headKv, float[] room) {
        return decoded(values, headKv, room);
    }

    private float[] decoded(short[] halves, int headKv, float[] room) {
        int start = headKv * headLength();
        for (int i = 0; i < headLength(); i++) {
            room[i] = Float.float16ToFloat(halves[start + i]);
        }
        return room;
    }

    @Override
    int at(int headKv) {
        return 0;
    }
}
