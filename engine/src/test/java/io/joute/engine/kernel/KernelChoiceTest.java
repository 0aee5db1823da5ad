package io.joute.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KernelChoiceTest {
    private final WorkerPool pool = new WorkerPool(1);

    @AfterEach
    void clear() {
        System.clearProperty("joute.kernels");
        pool.close();
    }

    @Test
    void takesMachineCodeWhereItRunsAndVectorsWhereNot() {
        boolean runs = KernelChoice.MACHINE.obstacle().isEmpty();
        assertThat(KernelChoice.choose(pool).name()).startsWith(runs ? "x86-" : "vector-");
    }

    @Test
    void refusesWhatCannotRunSayingWhy() {
        assumeThat(KernelChoice.MACHINE.obstacle()).isPresent();
        System.setProperty("joute.kernels", "machine");
        assertThatThrownBy(() -> KernelChoice.choose(pool))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("-Djoute.kernels=machine cannot be obeyed: "
                        + KernelChoice.MACHINE.obstacle().orElseThrow());
    }

    @Test
    void obeysTheProperty() {
        System.setProperty("joute.kernels", "scalar");
        assertThat(KernelChoice.choose(pool).name()).isEqualTo("scalar");
        System.setProperty("joute.kernels", "Vector");
        assertThat(KernelChoice.choose(pool).name()).startsWith("vector-");
    }

    @ParameterizedTest
    @EnumSource(names = {"AVX512_VNNI", "AVX_VNNI", "AVX2"})
    void writesMachineCodeInTheInstructionsThatTheNameAsksFor(KernelChoice choice) {
        assumeThat(choice.obstacle()).isEmpty();
        System.setProperty("joute.kernels", choice.toString());
        assertThat(KernelChoice.choose(pool).name())
                .isEqualTo(choice.toString())
                .startsWith("x86-");
    }

    @Test
    void refusesAnUnknownName() {
        System.setProperty("joute.kernels", "gpu");
        assertThatThrownBy(() -> KernelChoice.choose(pool))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "-Djoute.kernels=gpu, expected one of scalar, vector, machine, x86-avx512-vnni, x86-avx-vnni, x86-avx2");
    }
}
