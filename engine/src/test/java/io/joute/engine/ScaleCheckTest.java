package io.joute.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.joute.engine.checkpoint.Checkpoint;
import io.joute.engine.checkpoint.CheckpointException;
import io.joute.engine.checkpoint.Metadata;
import io.joute.engine.kernel.Kernels;
import io.joute.engine.kernel.WorkerPool;
import io.joute.engine.tensor.ElementType;
import io.joute.engine.tensor.RowScales;
import io.joute.engine.tensor.Weight;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScaleCheckTest {
    private static final int ROWS = 4;
    private static final int COLUMNS = 512;
    private static final short NAN = 0x7E00;

    private final WorkerPool pool = new WorkerPool(2);

    @AfterEach
    void closePool() {
        pool.close();
    }

    static Stream<ElementType> blockTypes() {
        return Arrays.stream(ElementType.values()).filter(type -> type.blockLength() > 1);
    }

    /** Found by the law itself, so that a scale whose place is listed wrongly would be missed here. */
    @ParameterizedTest
    @MethodSource("blockTypes")
    void refusesEveryHalfPrecisionNumberThatCanMakeAnElementNotFinite(ElementType type) {
        int found = 0;
        for (int at = 0; at + 2 <= type.blockBytes(); at++) {
            Weight weight = weight(type);
            weight = with(weight, 2 * weight.rowBytes() + at, NAN);
            boolean harmless = isFinite(Kernels.decoded(weight, 2));
            if (harmless) {
                check(weight);
            } else {
                Weight damaged = weight;
                assertThatThrownBy(() -> check(damaged))
                        .isInstanceOf(CheckpointException.class)
                        .hasMessageStartingWith("m.gguf: tensor 't', row 2: a block scale is NaN, expected finite.");
                found++;
            }
        }
        assertThat(found).isEqualTo(type.scaleOffsets().size());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 7, 8, 511, 512, 1023, 2046})
    void refusesAnEightBitFloatThatIsNotANumberWhereverItIs(int at) {
        MemorySegment data = Arena.ofAuto().allocate(2047, 32);
        data.fill((byte) 0x7E);
        check(new Weight("t", ElementType.F8_E4M3, 1, 2047, data));
        for (byte nan : new byte[] {0x7F, (byte) 0xFF}) {
            data.set(ValueLayout.JAVA_BYTE, at, nan);
            assertThatThrownBy(() -> check(new Weight("t", ElementType.F8_E4M3, 1, 2047, data)))
                    .hasMessageStartingWith("m.gguf: tensor 't', row 0: an element is NaN, expected finite.");
        }
    }

    @Test
    void refusesARowScaleThatIsNotFinite() {
        MemorySegment scales = MemorySegment.ofArray(new byte[ROWS * Float.BYTES]);
        Weight plain = weight(ElementType.F8_E4M3);
        Weight scaled = new Weight("t", plain.type(), ROWS, COLUMNS, plain.data(), new RowScales(scales));
        check(scaled);
        scales.set(ValueLayout.JAVA_FLOAT_UNALIGNED, 3 * Float.BYTES, Float.POSITIVE_INFINITY);
        assertThatThrownBy(() -> check(scaled))
                .hasMessageStartingWith("m.gguf: tensor 't', row 3: the row's scale is Infinity, expected finite.");
    }

    private void check(Weight weight) {
        Path path = Path.of("m.gguf");
        var checkpoint = new Checkpoint(path, new Metadata(path, Map.of()), Map.of("t", weight), Arena.global());
        ScaleCheck.requireFinite(checkpoint, List.of(weight), pool);
    }

    /** Zeros. */
    private static Weight weight(ElementType type) {
        return new Weight("t", type, ROWS, COLUMNS, Arena.ofAuto().allocate(type.bytes(ROWS * COLUMNS), 32));
    }

    private static Weight with(Weight weight, long at, short value) {
        MemorySegment data =
                Arena.ofAuto().allocate(weight.data().byteSize(), 32).copyFrom(weight.data());
        data.set(ValueLayout.JAVA_SHORT_UNALIGNED, at, value);
        return new Weight(weight.name(), weight.type(), weight.rows(), weight.columns(), data);
    }

    private static boolean isFinite(float[] row) {
        for (float x : row) {
            if (!Float.isFinite(x)) {
                return false;
            }
        }
        return true;
    }
}
