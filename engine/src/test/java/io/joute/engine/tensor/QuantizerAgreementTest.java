package io.joute.engine.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import io.joute.engine.kernel.Kernels;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Encoding compared with ggml's; see the README of the resources. */
class QuantizerAgreementTest {
    private static final int ELEMENTS = 4096;

    static Stream<ElementType> types() {
        return Quantizer.types().stream().filter(type -> type.blockLength() > 1);
    }

    @ParameterizedTest
    @MethodSource("types")
    void losesNoMoreThanGgmlDoes(ElementType type) throws IOException {
        float[] originals = originals();
        byte[] ours = encoded(originals, type);
        byte[] theirs = resource(type + ".quantised");
        assertThat(error(originals, decoded(type, ours)))
                .isLessThanOrEqualTo(1.01 * error(originals, decoded(type, theirs)));
    }

    @ParameterizedTest
    @EnumSource(names = {"Q8_0", "Q4_0", "Q4_1", "Q5_0", "Q5_1"})
    void writesTheBytesOfGgmlWhereNothingIsSearched(ElementType type) throws IOException {
        assertThat(encoded(originals(), type)).isEqualTo(resource(type + ".quantised"));
    }

    private static float[] originals() throws IOException {
        float[] originals = new float[ELEMENTS];
        ByteBuffer.wrap(resource("originals.f32"))
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(originals);
        return originals;
    }

    private static byte[] encoded(float[] originals, ElementType type) {
        byte[] blocks = new byte[Math.toIntExact(type.bytes(originals.length))];
        Quantizer.encode(originals, type, MemorySegment.ofArray(blocks));
        return blocks;
    }

    private static float[] decoded(ElementType type, byte[] blocks) {
        return Kernels.decoded(new Weight("blocks", type, 1, ELEMENTS, MemorySegment.ofArray(blocks)), 0);
    }

    private static double error(float[] expected, float[] found) {
        double error = 0;
        for (int i = 0; i < expected.length; i++) {
            error += Math.pow((double) expected[i] - found[i], 2);
        }
        return Math.sqrt(error);
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = QuantizerAgreementTest.class.getResourceAsStream("/blocks/" + name)) {
            if (in == null) {
                throw new IOException("no resource /blocks/" + name);
            }
            return in.readAllBytes();
        }
    }
}
