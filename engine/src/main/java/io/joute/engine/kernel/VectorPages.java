package io.joute.engine.kernel;

import static io.joute.engine.kernel.KvPage.POSITIONS;
import static io.joute.engine.kernel.Lanes.B;
import static io.joute.engine.kernel.Lanes.COUNT;
import static io.joute.engine.kernel.Lanes.F;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;

/** Decodes pages a vector at a time, to the same bits as {@link KvPage} does: the compiler does not turn bytes into floats so. */
final class VectorPages {
    private static final int BYTES = B.length();

    private VectorPages() {}

    /** As {@link KvPage#keys}. */
    static float[] keys(KvPage page, int headKv, float[] room) {
        return page instanceof KvPageQ8 bytes ? keysOfBytes(bytes, headKv, room) : page.keys(headKv, room);
    }

    /** As {@link KvPage#values}. */
    static float[] values(KvPage page, int headKv, float[] room) {
        return page instanceof KvPageQ8 bytes ? valuesOfBytes(bytes, headKv, room) : page.values(headKv, room);
    }

    private static float[] keysOfBytes(KvPageQ8 page, int headKv, float[] room) {
        float[] scales = new float[POSITIONS];
        int start = headKv * page.headLength();
        for (int i = 0; i < page.headDim(); i++) {
            if (i % KvPageQ8.GROUP == 0) {
                page.keyScales(headKv, i / KvPageQ8.GROUP, scales);
            }
            for (int slot = 0; slot < POSITIONS; slot += BYTES) {
                int at = i * POSITIONS + slot;
                ByteVector bytes = ByteVector.fromArray(B, page.keys, start + at);
                for (int part = 0; part < BYTES / COUNT; part++) {
                    FloatVector scale = FloatVector.fromArray(F, scales, slot + part * COUNT);
                    Lanes.floats(bytes, part).mul(scale).intoArray(room, at + part * COUNT);
                }
            }
        }
        return room;
    }

    private static float[] valuesOfBytes(KvPageQ8 page, int headKv, float[] room) {
        int headDim = page.headDim();
        int body = headDim - headDim % BYTES;
        for (int slot = 0; slot < POSITIONS; slot++) {
            float scale = page.valueScale(headKv, slot);
            int from = headKv * page.headLength() + slot * headDim;
            for (int i = 0; i < body; i += BYTES) {
                ByteVector bytes = ByteVector.fromArray(B, page.values, from + i);
                for (int part = 0; part < BYTES / COUNT; part++) {
                    Lanes.floats(bytes, part).mul(scale).intoArray(room, slot * headDim + i + part * COUNT);
                }
            }
            for (int i = body; i < headDim; i++) {
                room[slot * headDim + i] = page.values[from + i] * scale;
            }
        }
        return room;
    }
}
