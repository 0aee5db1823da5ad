package io.joute.engine.kernel;

import io.joute.engine.tensor.ElementType;
import io.joute.engine.tensor.Weight;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.SplittableRandom;

/** Weights and activations from a seed, the weights as raw blocks so that every bit pattern of a type occurs. */
final class RandomOperands {
    private static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private final SplittableRandom random;

    RandomOperands(long seed) {
        random = new SplittableRandom(seed);
    }

    float[] floats(int length, double magnitude) {
        var x = new float[length];
        for (int i = 0; i < length; i++) {
            x[i] = (float) (random.nextDouble(-1, 1) * magnitude);
        }
        return x;
    }

    Weight weight(ElementType type, int rows, int columns) {
        MemorySegment data = Arena.ofAuto().allocate(type.bytes((long) rows * columns), 32);
        for (long block = 0; block < data.byteSize(); block += type.blockBytes()) {
            fill(data.asSlice(block, type.blockBytes()), type);
        }
        return new Weight("random", type, rows, columns, data);
    }

    private void fill(MemorySegment block, ElementType type) {
        float value = (float) random.nextDouble(-1, 1);
        switch (type) {
            case F32 -> block.set(ValueLayout.JAVA_FLOAT_UNALIGNED, 0, value);
            case F16 -> block.set(SHORT, 0, Float.floatToFloat16(value));
            case BF16 -> block.set(SHORT, 0, (short) (Float.floatToRawIntBits(value) >>> 16));
            case Q8_0, Q4_0 -> {
                byte[] quants = new byte[type.blockBytes() - 2];
                random.nextBytes(quants);
                MemorySegment.copy(quants, 0, block, ValueLayout.JAVA_BYTE, 2, quants.length);
                block.set(SHORT, 0, Float.floatToFloat16(value / 64));
            }
        }
    }
}
