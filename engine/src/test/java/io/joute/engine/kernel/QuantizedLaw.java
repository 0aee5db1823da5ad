package io.joute.engine.kernel;

import io.joute.engine.tensor.ElementType;
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

    private static float dot(Weight weight, int row, float[] x, int offset) {
        float sum = 0;
        long at = row * weight.rowBytes();
        for (int column = 0; column < weight.columns(); column += BLOCK) {
            float largest = 0;
            for (int i = 0; i < BLOCK; i++) {
                largest = Math.max(largest, Math.abs(x[offset + column + i]));
            }
            float scale = largest < SMALLEST ? 0 : largest / 127;
            float quotient = largest < SMALLEST ? 0 : 127 / largest;
            int products = 0;
            for (int i = 0; i < BLOCK; i++) {
                int q = (int) Math.rint(x[offset + column + i] * quotient);
                products += q * element(weight.data(), weight.type(), at, i);
            }
            float weightScale = Float.float16ToFloat(weight.data().get(SHORT, at));
            sum = Math.fma((float) products, weightScale * scale, sum);
            at += weight.type().blockBytes();
        }
        return sum;
    }

    private static int element(MemorySegment data, ElementType type, long block, int i) {
        return switch (type) {
            case Q8_0 -> data.get(ValueLayout.JAVA_BYTE, block + 2 + i);
            case Q4_0 -> (data.get(ValueLayout.JAVA_BYTE, block + 2 + i % 16) >> (i < 16 ? 0 : 4) & 15) - 8;
            default -> throw new IllegalArgumentException(type + " is not computed by machine code");
        };
    }
}
