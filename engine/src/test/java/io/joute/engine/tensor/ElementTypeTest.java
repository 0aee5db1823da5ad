package io.joute.engine.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ElementTypeTest {
    @ParameterizedTest
    @EnumSource
    void isFoundByTheNumberThatGgufGivesIt(ElementType type) {
        if (type == ElementType.F8_E4M3) {
            assertThat(type.ggufId()).isEmpty();
        } else {
            assertThat(ElementType.ofGgufId(type.ggufId().orElseThrow())).contains(type);
        }
    }

    @Test
    void isNotFoundByNumbersThatGgufDoesNotGive() {
        assertThat(ElementType.ofGgufId(-1)).isEmpty();
        assertThat(ElementType.ofGgufId(4)).isEmpty();
    }

    @Test
    void measuresElementsInWholeBlocks() {
        assertThat(ElementType.Q6_K.bytes(53_248L * 16_384)).isEqualTo(715_653_120);
        assertThatThrownBy(() -> ElementType.Q4_K.bytes(128))
                .hasMessage("128 elements of Q4_K, expected a multiple of 256");
    }

    @Test
    void takesOneScaleForAllRowsOrOneForEach() {
        MemorySegment data = MemorySegment.ofArray(new byte[12]);
        var weight = new Weight("t", ElementType.F8_E4M3, 3, 4, data, RowScales.ofAll(0.5f));
        assertThat(weight.rowScales().of(2)).isEqualTo(0.5f);
        assertThat(new Weight("t", ElementType.F8_E4M3, 3, 4, data).rowScales().of(2))
                .isEqualTo(1);
        var two = new RowScales(MemorySegment.ofArray(new byte[8]));
        assertThatThrownBy(() -> new Weight("t", ElementType.F8_E4M3, 3, 4, data, two))
                .hasMessage("tensor 't' has 2 row scales, expected 0, 1 or 3");
        assertThatThrownBy(() -> new RowScales(MemorySegment.ofArray(new byte[7])))
                .hasMessage("row scales of 7 bytes, expected a multiple of 4");
    }
}
