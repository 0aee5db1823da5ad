package io.joute.engine.kernel;

import io.joute.engine.tensor.ElementType;
import io.joute.engine.tensor.RowScales;
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
    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
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

    /** A weight with a scale for each row. */
    Weight scaledWeight(ElementType type, int rows, int columns) {
        MemorySegment scales = MemorySegment.ofArray(new byte[Float.BYTES * rows]);
        for (long row = 0; row < rows; row++) {
            scales.set(FLOAT, row * Float.BYTES, (float) random.nextDouble(-2, 2));
        }
        Weight plain = weight(type, rows, columns);
        return new Weight(plain.name(), type, rows, columns, plain.data(), new RowScales(scales));
    }

    private void fill(MemorySegment block, ElementType type) {
        float value = (float) random.nextDouble(-1, 1);
        switch (type) {
            case F32 -> block.set(ValueLayout.JAVA_FLOAT_UNALIGNED, 0, value);
            case F16 -> block.set(SHORT, 0, Float.floatToFloat16(value));
            case BF16 -> block.set(SHORT, 0, (short) (Float.floatToRawIntBits(value) >>> 16));
            case F8_E4M3 -> block.set(ValueLayout.JAVA_BYTE, 0, finite((byte) random.nextInt()));
            case Q8_0, Q4_0, Q4_1, Q5_0, Q5_1, Q2_K, Q3_K, Q4_K, Q5_K, Q6_K, IQ4_NL, IQ4_XS -> {
                byte[] bytes = new byte[type.blockBytes()];
                random.nextBytes(bytes);
                MemorySegment.copy(bytes, 0, block, ValueLayout.JAVA_BYTE, 0, bytes.length);
                for (int offset : type.scaleOffsets()) {
                    block.set(SHORT, offset, Float.floatToFloat16((float) random.nextDouble(-1, 1) / 64));
                }
            }
        }
    }

    private static byte finite(byte code) {
        return (code & 0x7F) == 0x7F ? 0 : code;
    }
}
