package io.joute.engine.kernel;

import io.joute.engine.tensor.ElementType;
import io.joute.engine.tensor.SixBitScales;
import io.joute.engine.tensor.Weight;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/** What machine code computes, to the last bit, in plain loops: the contract of {@link MachineLoops} as a program. */
final class QuantizedLaw {
    private static final int BLOCK = 32;
    private static final float SMALLEST = 0x1p-100f;
    private static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private QuantizedLaw() {}

    /** {@code out[batch][rows]}. */
    static float[] product(Weight weight, float[] x, int batch) {
        int rows = (int) weight.rows();
        int columns = (int) weight.columns();
        float[] out = new float[batch * rows];
        for (int token = 0; token < batch; token++) {
            for (int row = 0; row < rows; row++) {
                out[token * rows + row] = dot(weight, row, x, token * columns);
            }
        }
        return out;
    }

    /** Squares of differences over squares. */
    static double nmse(float[] expected, float[] found) {
        double error = 0;
        double power = 0;
        for (int i = 0; i < expected.length; i++) {
            double difference = (double) expected[i] - found[i];
            error += difference * difference;
            power += (double) expected[i] * expected[i];
        }
        return error / power;
    }

    private static float dot(Weight weight, int row, float[] x, int offset) {
        float sum = 0;
        for (int column = 0; column < weight.columns(); column += BLOCK) {
            sum = block(new Place(weight, row, column), x, offset + column, sum);
        }
        return sum;
    }

    /** 32 columns of a row. */
    private record Place(Weight weight, int row, int column) {
        /** Where the file's block begins, and where in it these columns do. */
        long start() {
            ElementType type = weight.type();
            return row * weight.rowBytes() + (long) (column / type.blockLength()) * type.blockBytes();
        }

        int inBlock() {
            return column % weight.type().blockLength();
        }
    }

    private static float block(Place place, float[] x, int offset, float sum) {
        float largest = 0;
        for (int i = 0; i < BLOCK; i++) {
            largest = Math.max(largest, Math.abs(x[offset + i]));
        }
        float scale = largest < SMALLEST ? 0 : largest / 127;
        float quotient = largest < SMALLEST ? 0 : 127 / largest;
        int[] quants = new int[BLOCK];
        int all = 0;
        for (int i = 0; i < BLOCK; i++) {
            quants[i] = (int) Math.rint(x[offset + i] * quotient);
            all += quants[i];
        }
        int run = place.weight.type() == ElementType.Q6_K ? 16 : BLOCK;
        float result = sum;
        for (int from = 0; from < BLOCK; from += run) {
            int products = 0;
            for (int i = from; i < from + run; i++) {
                products += quants[i] * element(place, i);
            }
            result = Math.fma((float) products, weightScale(place, from) * scale, result);
        }
        return hasMinimum(place) ? Math.fma(minimum(place), -(all * scale), result) : result;
    }

    private static boolean hasMinimum(Place place) {
        return place.weight.type() == ElementType.Q4_K || place.weight.type() == ElementType.Q5_K;
    }

    private static float minimum(Place place) {
        MemorySegment data = place.weight.data();
        return half(place, 2) * SixBitScales.minimum(data, place.start() + 4, place.inBlock() / 32);
    }

    private static float weightScale(Place place, int from) {
        MemorySegment data = place.weight.data();
        return switch (place.weight.type()) {
            case Q8_0, Q4_0 -> half(place, 0);
            case Q4_K, Q5_K -> half(place, 0) * SixBitScales.scale(data, place.start() + 4, place.inBlock() / 32);
            case Q6_K ->
                half(place, 208) * data.get(ValueLayout.JAVA_BYTE, place.start() + 192 + (place.inBlock() + from) / 16);
            default -> throw new IllegalArgumentException(place + " is not computed by machine code");
        };
    }

    private static int element(Place place, int i) {
        int s = place.inBlock() / 32;
        return switch (place.weight.type()) {
            case Q8_0 -> place.weight.data().get(ValueLayout.JAVA_BYTE, place.start() + 2 + i);
            case Q4_0 -> nibble(place, 2 + i % 16, i / 16) - 8;
            case Q4_K -> nibble(place, 16 + s / 2 * 32 + i, s % 2);
            case Q5_K -> nibble(place, 48 + s / 2 * 32 + i, s % 2) + 16 * (unsigned(place, 16 + i) >> s & 1);
            case Q6_K ->
                nibble(place, s / 4 * 64 + s % 2 * 32 + i, s % 4 / 2)
                        + 16 * (unsigned(place, 128 + s / 4 * 32 + i) >> (s % 4 * 2) & 3)
                        - 32;
            default -> throw new IllegalArgumentException(place + " is not computed by machine code");
        };
    }

    private static int nibble(Place place, int at, int upper) {
        return unsigned(place, at) >> (4 * upper) & 15;
    }

    private static int unsigned(Place place, int at) {
        return Byte.toUnsignedInt(place.weight.data().get(ValueLayout.JAVA_BYTE, place.start() + at));
    }

    private static float half(Place place, int at) {
        return Float.float16ToFloat(place.weight.data().get(SHORT, place.start() + at));
    }
}
