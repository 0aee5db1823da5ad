package io.joute.engine.kernel;

import static io.joute.engine.kernel.Lanes.B;
import static io.joute.engine.kernel.Lanes.COUNT;
import static io.joute.engine.kernel.Lanes.F;
import static io.joute.engine.kernel.Lanes.I;
import static io.joute.engine.kernel.Lanes.LITTLE;

import io.joute.engine.tensor.ElementType;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Products for few tokens: weights go from memory to registers once, two rows at a time.
 *
 * <p>Why two rows: one row's sum is a chain of dependent additions, two chains keep the multipliers busy, and a method
 * with more vectors than that passes the compiler's limit of nodes for inlining, after which it allocates them. So does a
 * method that calls the sum in two places: the second one is what passes the limit.
 *
 * <p>Why touch: rows end before the processor's prefetcher has understood where they lead. Each step loads a byte some
 * kilobytes ahead, so that memory sees one sequential stream. Measured on Zen 5, Q8_0, 2,048 columns: 7 GB/s a core
 * without, 22 with.
 *
 * <p>{@code columns} is a multiple of the vector's length here.
 */
final class VectorStream {
    private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(LITTLE);
    private static final int BLOCK = 32;
    private static final int AHEAD = 8192;

    private VectorStream() {}

    /** Whether elements of {@code type} are unpacked inside the sum. */
    static boolean unpacks(ElementType type) {
        return switch (type) {
            case F32, F16, BF16, Q8_0, Q4_0 -> true;
            case Q4_1, Q5_0, Q5_1, Q2_K, Q3_K, Q4_K, Q5_K, Q6_K, IQ4_NL, IQ4_XS, F8_E4M3 -> false;
        };
    }

    static void multiply(Product p, int from, int to, Scratch scratch) {
        var rows = new Rows(p, scratch.lanes(2 * COUNT));
        for (int row = from; row < to; row += 2) {
            long at = row * p.rowBytes;
            long ahead = at + AHEAD;
            boolean inside = ahead + 2 * p.rowBytes <= p.data.byteSize();
            int last = Math.min(row + 1, to - 1);
            rows.moveTo(at, (last - row) * p.rowBytes);
            for (int token = 0; token < p.batch; token++) {
                boolean touching = inside && token == 0;
                scratch.touched ^= rows.multiply(token, touching ? ahead : at, touching ? 2 : 0);
                rows.store(token, row, last);
            }
        }
    }

    /** Two rows, the second {@code stride} bytes after the first (0: the same row twice); then the next two. */
    private static final class Rows {
        final Product p;
        final float[] lanes;
        long at;
        long stride;

        Rows(Product p, float[] lanes) {
            this.p = p;
            this.lanes = lanes;
        }

        void moveTo(long at, long stride) {
            this.at = at;
            this.stride = stride;
        }

        int multiply(int token, long touch, int touchRows) {
            int x = token * p.columns;
            long step = (long) touchRows * p.type.blockBytes();
            return switch (p.type) {
                case F32 -> f32(p, this, x, touch, step * COUNT);
                case F16 -> f16(p, this, x, touch, step * COUNT);
                case BF16 -> bf16(p, this, x, touch, step * COUNT);
                case Q8_0 -> q8(p, this, x, touch, step);
                case Q4_0 -> q4(p, this, x, touch, step);
                case Q4_1, Q5_0, Q5_1, Q2_K, Q3_K, Q4_K, Q5_K, Q6_K, IQ4_NL, IQ4_XS, F8_E4M3 ->
                    throw new IllegalArgumentException(p.type + " has no loop here, see VectorRows");
            };
        }

        void store(int token, int row, int last) {
            int out = token * p.rows;
            p.out[out + row] = Lanes.fold(lanes, 0) * p.scale(row);
            p.out[out + last] = Lanes.fold(lanes, COUNT) * p.scale(last);
        }
    }

    private static int f32(Product p, Rows rows, int xOffset, long touchFrom, long touchStep) {
        MemorySegment data = p.data;
        float[] x = p.x;
        int end = xOffset + p.columns;
        long stride = rows.stride;
        long at = rows.at;
        long touch = touchFrom;
        int touched = 0;
        FloatVector first = FloatVector.zero(F);
        FloatVector second = FloatVector.zero(F);
        for (int c = xOffset; c < end; c += COUNT) {
            touched ^= data.get(ValueLayout.JAVA_BYTE, touch);
            touch += touchStep;
            FloatVector v = FloatVector.fromArray(F, x, c);
            first = FloatVector.fromMemorySegment(F, data, at, LITTLE).fma(v, first);
            second = FloatVector.fromMemorySegment(F, data, at + stride, LITTLE).fma(v, second);
            at += 4L * COUNT;
        }
        first.intoArray(rows.lanes, 0);
        second.intoArray(rows.lanes, COUNT);
        return touched;
    }

    private static int f16(Product p, Rows rows, int xOffset, long touchFrom, long touchStep) {
        MemorySegment data = p.data;
        float[] x = p.x;
        int end = xOffset + p.columns;
        long stride = rows.stride;
        long at = rows.at;
        long touch = touchFrom;
        int touched = 0;
        FloatVector first = FloatVector.zero(F);
        FloatVector second = FloatVector.zero(F);
        for (int c = xOffset; c < end; c += COUNT) {
            touched ^= data.get(ValueLayout.JAVA_BYTE, touch);
            touch += touchStep;
            FloatVector v = FloatVector.fromArray(F, x, c);
            first = VectorDecode.f16(data, at).fma(v, first);
            second = VectorDecode.f16(data, at + stride).fma(v, second);
            at += 2L * COUNT;
        }
        first.intoArray(rows.lanes, 0);
        second.intoArray(rows.lanes, COUNT);
        return touched;
    }

    private static int bf16(Product p, Rows rows, int xOffset, long touchFrom, long touchStep) {
        MemorySegment data = p.data;
        float[] x = p.x;
        int end = xOffset + p.columns;
        long stride = rows.stride;
        long at = rows.at;
        long touch = touchFrom;
        int touched = 0;
        FloatVector first = FloatVector.zero(F);
        FloatVector second = FloatVector.zero(F);
        for (int c = xOffset; c < end; c += COUNT) {
            touched ^= data.get(ValueLayout.JAVA_BYTE, touch);
            touch += touchStep;
            FloatVector v = FloatVector.fromArray(F, x, c);
            first = VectorDecode.bf16(data, at).fma(v, first);
            second = VectorDecode.bf16(data, at + stride).fma(v, second);
            at += 2L * COUNT;
        }
        first.intoArray(rows.lanes, 0);
        second.intoArray(rows.lanes, COUNT);
        return touched;
    }

    private static int q8(Product p, Rows rows, int xOffset, long touchFrom, long touchStep) {
        MemorySegment data = p.data;
        float[] x = p.x;
        int end = xOffset + p.columns;
        long stride = rows.stride;
        long at = rows.at;
        long touch = touchFrom;
        int touched = 0;
        FloatVector first = FloatVector.zero(F);
        FloatVector second = FloatVector.zero(F);
        for (int c = xOffset; c < end; c += BLOCK) {
            touched ^= data.get(ValueLayout.JAVA_BYTE, touch);
            touch += touchStep;
            first = q8Block(data, at, x, c, first);
            second = q8Block(data, at + stride, x, c, second);
            at += 2 + BLOCK;
        }
        first.intoArray(rows.lanes, 0);
        second.intoArray(rows.lanes, COUNT);
        return touched;
    }

    private static FloatVector q8Block(MemorySegment data, long at, float[] x, int c, FloatVector sum) {
        FloatVector scale = FloatVector.broadcast(F, Float.float16ToFloat(data.get(SHORT, at)));
        if (COUNT == 16) {
            return q8Part(data, at + 18, x, c + 16, scale, q8Part(data, at + 2, x, c, scale, sum));
        }
        if (COUNT == 8) {
            FloatVector half = q8Part(data, at + 10, x, c + 8, scale, q8Part(data, at + 2, x, c, scale, sum));
            return q8Part(data, at + 26, x, c + 24, scale, q8Part(data, at + 18, x, c + 16, scale, half));
        }
        FloatVector total = sum;
        for (int i = 0; i < BLOCK; i += B.length()) {
            ByteVector q = ByteVector.fromMemorySegment(B, data, at + 2 + i, LITTLE);
            total = Lanes.floats(q, 0).mul(scale).fma(FloatVector.fromArray(F, x, c + i), total);
            total = Lanes.floats(q, 1).mul(scale).fma(FloatVector.fromArray(F, x, c + i + COUNT), total);
        }
        return total;
    }

    private static FloatVector q8Part(
            MemorySegment data, long at, float[] x, int c, FloatVector scale, FloatVector sum) {
        FloatVector q = Lanes.floats(ByteVector.fromMemorySegment(B, data, at, LITTLE), 0);
        return q.mul(scale).fma(FloatVector.fromArray(F, x, c), sum);
    }

    private static int q4(Product p, Rows rows, int xOffset, long touchFrom, long touchStep) {
        MemorySegment data = p.data;
        float[] x = p.x;
        int end = xOffset + p.columns;
        long stride = rows.stride;
        long at = rows.at;
        long touch = touchFrom;
        int touched = 0;
        FloatVector first = FloatVector.zero(F);
        FloatVector second = FloatVector.zero(F);
        for (int c = xOffset; c < end; c += BLOCK) {
            touched ^= data.get(ValueLayout.JAVA_BYTE, touch);
            touch += touchStep;
            first = q4Block(data, at, x, c, first);
            second = q4Block(data, at + stride, x, c, second);
            at += 2 + BLOCK / 2;
        }
        first.intoArray(rows.lanes, 0);
        second.intoArray(rows.lanes, COUNT);
        return touched;
    }

    private static FloatVector q4Block(MemorySegment data, long at, float[] x, int c, FloatVector sum) {
        float d = Float.float16ToFloat(data.get(SHORT, at));
        FloatVector scale = FloatVector.broadcast(F, d);
        FloatVector minus = FloatVector.broadcast(F, -8 * d);
        if (COUNT == 16) {
            IntVector pairs = pairs(data, at + 2, 0);
            return high(pairs, x, c + 16, scale, minus, low(pairs, x, c, scale, minus, sum));
        }
        FloatVector total = sum;
        for (int i = 0; i < BLOCK / 2; i += B.length()) {
            total = low(pairs(data, at + 2 + i, 0), x, c + i, scale, minus, total);
            if (B.length() > COUNT) {
                total = low(pairs(data, at + 2 + i, 1), x, c + i + COUNT, scale, minus, total);
            }
        }
        for (int i = 0; i < BLOCK / 2; i += B.length()) {
            total = high(pairs(data, at + 2 + i, 0), x, c + 16 + i, scale, minus, total);
            if (B.length() > COUNT) {
                total = high(pairs(data, at + 2 + i, 1), x, c + 16 + i + COUNT, scale, minus, total);
            }
        }
        return total;
    }

    private static IntVector pairs(MemorySegment data, long at, int part) {
        ByteVector bytes = ByteVector.fromMemorySegment(B, data, at, LITTLE);
        return (IntVector) bytes.convertShape(VectorOperators.ZERO_EXTEND_B2I, I, part);
    }

    /** {@code q·d − 8d} in one rounding is {@code (q − 8)·d}, which is exact. */
    private static FloatVector low(
            IntVector pairs, float[] x, int c, FloatVector scale, FloatVector minus, FloatVector sum) {
        FloatVector q = (FloatVector) pairs.and(15).convert(VectorOperators.I2F, 0);
        return q.fma(scale, minus).fma(FloatVector.fromArray(F, x, c), sum);
    }

    private static FloatVector high(
            IntVector pairs, float[] x, int c, FloatVector scale, FloatVector minus, FloatVector sum) {
        FloatVector q = (FloatVector) pairs.lanewise(VectorOperators.LSHR, 4).convert(VectorOperators.I2F, 0);
        return q.fma(scale, minus).fma(FloatVector.fromArray(F, x, c), sum);
    }
}
