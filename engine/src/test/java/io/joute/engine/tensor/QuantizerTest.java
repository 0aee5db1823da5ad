package io.joute.engine.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.joute.engine.kernel.Kernels;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

final class QuantizerTest {
    private static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    @Test
    void storesF32AsItIs() {
        assertThat(encode(ElementType.F32, 1f, -0f).get(ValueLayout.JAVA_INT_UNALIGNED, 4))
                .isEqualTo(0x80000000);
    }

    @Test
    void roundsHalfPrecisionTiesToEven() {
        // 1 + 2^-11 lies midway between 1 and its successor in F16; 1 + 3·2^-11 between the first and the second.
        MemorySegment halves = encode(ElementType.F16, 1 + 0x1p-11f, 1 + 3 * 0x1p-11f, -2f);
        assertThat(shorts(halves, 3)).containsExactly(0x3C00, 0x3C02, 0xC000);
        MemorySegment brains = encode(ElementType.BF16, 1 + 0x1p-8f, 1 + 3 * 0x1p-8f, 0x1.0101p0f);
        assertThat(shorts(brains, 3)).containsExactly(0x3F80, 0x3F82, 0x3F81);
    }

    @Test
    void spreadsQ8OverTheLargestMagnitudeAndRoundsTiesAway() {
        float[] block = new float[32];
        block[0] = -254;
        block[1] = 1;
        block[2] = -1;
        block[3] = 0.99f;
        block[4] = 253;
        MemorySegment bytes = encode(ElementType.Q8_0, block);
        assertThat(Float.float16ToFloat(bytes.get(SHORT, 0))).isEqualTo(2);
        // In halves of the scale: 0.5 goes to 1, −0.5 to −1, 126.5 to 127.
        assertThat(bytes(bytes, 2, 8)).containsExactly(-127, 1, -1, 0, 127, 0);
    }

    @Test
    void givesTheLargestMagnitudeOfQ4TheLevelThatOnlyOneSignHas() {
        float[] block = new float[32];
        block[0] = 16;
        block[1] = -16;
        block[2] = 2;
        block[3] = 1;
        block[16] = -2;
        block[17] = -1;
        MemorySegment bytes = encode(ElementType.Q4_0, block);
        assertThat(Float.float16ToFloat(bytes.get(SHORT, 0))).isEqualTo(-2);
        // 16 / −2 = −8 is level 0; −16 would be level 16 and is cut to 15; zero is level 8.
        assertThat(bytes(bytes, 2, 7)).containsExactly(0x90, 0x9F, 0x87, 0x88, 0x88);
    }

    @Test
    void encodesZerosAsZeros() {
        MemorySegment q8 = encode(ElementType.Q8_0, new float[32]);
        assertThat(bytes(q8, 0, 34)).containsOnly(0);
        MemorySegment q4 = encode(ElementType.Q4_0, new float[64]);
        assertThat(Float.float16ToFloat(q4.get(SHORT, 18))).isZero();
        assertThat(bytes(q4, 20, 36)).containsOnly(0x88);
    }

    @ParameterizedTest
    @MethodSource("types")
    void refusesWhatIsNotFinite(ElementType type) {
        float[] row = new float[type.blockLength() == 1 ? 8 : type.blockLength()];
        row[7] = Float.NaN;
        assertThatThrownBy(() -> encode(type, row)).hasMessage("element 7 is NaN, expected a finite number");
        row[7] = Float.NEGATIVE_INFINITY;
        assertThatThrownBy(() -> encode(type, row)).hasMessageContaining("element 7 is -Infinity");
    }

    @Test
    void refusesWhatHalfPrecisionCannotHold() {
        assertThatThrownBy(() -> encode(ElementType.F16, 65_520)).hasMessageContaining("65520.0 does not fit F16");
        float[] block = new float[32];
        block[0] = 1e7f;
        assertThatThrownBy(() -> encode(ElementType.Q8_0, block)).hasMessageContaining("does not fit F16");
    }

    @Test
    void putsSixBitScalesWhereTheyAreReadAgain() {
        int[] scales = {0, 63, 1, 62, 33, 31, 48, 15};
        int[] minima = {63, 0, 21, 42, 16, 32, 47, 63};
        MemorySegment bytes = MemorySegment.ofArray(new byte[SixBitScales.BYTES + 5]);
        SixBitScales.write(scales, minima, bytes, 5);
        for (int s = 0; s < SixBitScales.COUNT; s++) {
            assertThat(SixBitScales.scale(bytes, 5, s)).isEqualTo(scales[s]);
            assertThat(SixBitScales.minimum(bytes, 5, s)).isEqualTo(minima[s]);
            assertThat(SixBitScales.scales(bytes, 5) >>> (8 * s) & 0xFF).isEqualTo(scales[s]);
            assertThat(SixBitScales.minima(bytes, 5) >>> (8 * s) & 0xFF).isEqualTo(minima[s]);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"Q4_K", "Q5_K", "Q6_K"})
    void keepsConstantZeroAndTinySuperBlocks(ElementType type) {
        for (float value : new float[] {0, 1, -1, 3e-20f, -4e6f}) {
            float[] row = new float[512];
            Arrays.fill(row, 0, 256, value);
            var weight = new Weight("constant", type, 1, 512, encode(type, row));
            float[] found = Kernels.decoded(weight, 0);
            for (int i = 0; i < row.length; i++) {
                assertThat(found[i]).isCloseTo(row[i], within(1e-2f * Math.abs(row[i]) + 1e-12f));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"Q4_K", "Q5_K", "Q6_K"})
    void refusesWhatSuperBlocksCannotHold(ElementType type) {
        float[] row = new float[256];
        row[9] = -1e8f;
        assertThatThrownBy(() -> encode(type, row)).hasMessageContaining("-1.0E8 does not fit " + type);
    }

    @ParameterizedTest
    @EnumSource(names = {"Q2_K", "Q3_K", "IQ4_NL", "IQ4_XS", "F8_E4M3"})
    void refusesTypesThatAreOnlyRead(ElementType type) {
        assertThat(Quantizer.types()).doesNotContain(type);
        assertThatThrownBy(() -> encode(type, new float[256]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("type " + type + " is only read, expected one of [F32, F16, Q4_0, Q4_1, Q5_0, Q5_1, Q8_0,"
                        + " Q4_K, Q5_K, Q6_K, BF16]");
    }

    @Test
    void refusesRoomOfAnotherSize() {
        MemorySegment out = MemorySegment.ofArray(new byte[33]);
        assertThatThrownBy(() -> Quantizer.encode(new float[32], ElementType.Q8_0, out))
                .hasMessage("room for 33 bytes, expected 34 (32 elements of Q8_0)");
    }

    static List<ElementType> types() {
        return Quantizer.types();
    }

    private static MemorySegment encode(ElementType type, float... row) {
        MemorySegment out = MemorySegment.ofArray(new byte[Math.toIntExact(type.bytes(row.length))]);
        Quantizer.encode(row, type, out);
        return out;
    }

    private static byte[] bytes(MemorySegment segment, int from, int to) {
        return segment.asSlice(from, to - from).toArray(ValueLayout.JAVA_BYTE);
    }

    private static int[] shorts(MemorySegment bytes, int count) {
        int[] values = new int[count];
        Arrays.setAll(values, i -> bytes.get(SHORT, 2L * i) & 0xFFFF);
        return values;
    }
}
