package io.joute.engine.kernel;

/**
 * Signed bytes q with half-float scales d, element = d · q, d = max|x| / 127: keys by position and group of 32 channels,
 * since some channels of keys are much larger than the others; values by position. Source: the observation on channels is
 * KIVI's (arXiv:2402.02750).
 */
final class KvPageQ8 extends KvPage {
    static final int GROUP = 32;
    private static final int LEVELS = 127;

    final byte[] keys;
    final byte[] values;
    /** {@code [headKv][group][position]}. */
    private final short[] keyScales;
    /** {@code [headKv][position]}. */
    private final short[] valueScales;

    KvPageQ8(int headCountKv, int headDim) {
        super(headCountKv, headDim);
        this.keys = new byte[Math.multiplyExact(headCountKv, headLength())];
        this.values = new byte[keys.length];
        this.keyScales = new short[headCountKv * groups(headDim) * POSITIONS];
        this.valueScales = new short[headCountKv * POSITIONS];
    }

    static int groups(int headDim) {
        return (headDim + GROUP - 1) / GROUP;
    }

    @Override
    void putKey(int headKv, int slot, float[] key, int offset) {
        for (int group = 0; group < groups(headDim()); group++) {
            int from = group * GROUP;
            int to = Math.min(headDim(), from + GROUP);
            short half = scale(key, offset + from, offset + to);
            keyScales[(headKv * groups(headDim()) + group) * POSITIONS + slot] = half;
            float inverse = inverse(half);
            for (int i = from; i < to; i++) {
                keys[headKv * headLength() + i * POSITIONS + slot] = level(key[offset + i], inverse);
            }
        }
    }

    @Override
    void putValue(int headKv, int slot, float[] value, int offset) {
        short half = scale(value, offset, offset + headDim());
        valueScales[headKv * POSITIONS + slot] = half;
        float inverse = inverse(half);
        int start = headKv * headLength() + slot * headDim();
        for (int i = 0; i < headDim(); i++) {
            values[start + i] = level(value[offset + i], inverse);
        }
    }

    private static short scale(float[] x, int from, int to) {
        float largest = 0;
        for (int i = from; i < to; i++) {
            largest = Math.max(largest, Math.abs(x[i]));
        }
        return KvPageF16.half(largest / LEVELS);
    }

    /** Of the scale as it is stored, so that rounding it costs nothing; 0 for a group of zeros. */
    private static float inverse(short half) {
        float scale = Float.float16ToFloat(half);
        return scale == 0 ? 0 : 1 / scale;
    }

    private static byte level(float x, float inverse) {
        return (byte) Math.clamp((long) Math.rint(x * inverse), -LEVELS, LEVELS);
    }

    @Override
    float[] keys(int headKv, float[] room) {
        for (int group = 0; group < groups(headDim()); group++) {
            float[] scales = new float[POSITIONS];
            keyScales(headKv, group, scales);
            int to = Math.min(headDim(), (group + 1) * GROUP);
            for (int i = group * GROUP; i < to; i++) {
                decodeChannel(headKv * headLength() + i * POSITIONS, scales, room, i * POSITIONS);
            }
        }
        return room;
    }

    /** The scales of a group of channels, for each position. */
    void keyScales(int headKv, int group, float[] scales) {
        int at = (headKv * groups(headDim()) + group) * POSITIONS;
        for (int slot = 0; slot < POSITIONS; slot++) {
            scales[slot] = Float.float16ToFloat(keyScales[at + slot]);
        }
    }

    /** The scale of the values at a position. */
    float valueScale(int headKv, int slot) {
        return Float.float16ToFloat(valueScales[headKv * POSITIONS + slot]);
    }

    private void decodeChannel(int from, float[] scales, float[] room, int to) {
        for (int slot = 0; slot < POSITIONS; slot++) {
            room[to + slot] = keys[from + slot] * scales[slot];
        }
    }

    @Override
    float[] values(int headKv, float[] room) {
        for (int slot = 0; slot < POSITIONS; slot++) {
            float scale = valueScale(headKv, slot);
            decodePosition(headKv * headLength() + slot * headDim(), scale, room, slot * headDim());
        }
        return room;
    }

    private void decodePosition(int from, float scale, float[] room, int to) {
        for (int i = 0; i < headDim(); i++) {
            room[to + i] = values[from + i] * scale;
        }
    }

    @Override
    int at(int headKv) {
        return 0;
    }
}
