package io.joute.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.joute.engine.tensor.ElementType;
import io.joute.engine.tensor.Weight;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Decoding against values by independent readers; see the README of the resources. */
class BlockVectorsTest {
    private static final int ELEMENTS = 4096;

    static Stream<ElementType> types() {
        return Arrays.stream(ElementType.values()).filter(type -> type.blockLength() > 1);
    }

    @ParameterizedTest
    @MethodSource("types")
    void decodesBlocksToTheBitsOfIndependentReaders(ElementType type) throws IOException {
        MemorySegment blocks = MemorySegment.ofArray(resource(type + ".blocks"));
        var weight = new Weight("blocks", type, 2, ELEMENTS / 2, blocks);
        float[] expected = floats(resource(type + ".f32"));
        try (var pool = new WorkerPool(1)) {
            List<KernelChoice> choices = Arrays.stream(KernelChoice.values())
                    .filter(choice -> choice.obstacle().isEmpty())
                    .toList();
            for (KernelChoice choice : choices) {
                float[] found = new float[ELEMENTS];
                choice.on(pool).row(weight, 0, found, 0);
                choice.on(pool).row(weight, 1, found, ELEMENTS / 2);
                assertThat(found).as(choice.name()).isEqualTo(expected);
            }
        }
    }

    /** The values of the table in "FP8 Formats for Deep Learning" (Micikevicius et al., 2022), with their neighbours. */
    @ParameterizedTest
    @CsvSource({
        "0x00, 0", "0x01, 0.001953125", "0x07, 0.013671875", "0x08, 0.015625", "0x38, 1", "0x3C, 1.5", "0x41, 2.25",
        "0x7E, 448", "0x80, -0.0", "0x81, -0.001953125", "0xB8, -1", "0xFE, -448", "0x7F, NaN", "0xFF, NaN"
    })
    void decodesEightBitFloatsAsTheirPaperSays(int code, float expected) {
        int bits = Float.floatToIntBits(ScalarDecode.e4m3((byte) code));
        assertThat(bits).isEqualTo(Float.floatToIntBits(expected));
    }

    private static float[] floats(byte[] bytes) {
        float[] floats = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(floats);
        return floats;
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = BlockVectorsTest.class.getResourceAsStream("/blocks/" + name)) {
            if (in == null) {
                throw new IOException("no resource /blocks/" + name);
            }
            return in.readAllBytes();
        }
    }
}
