package io.joute.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

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

    @Test
    void refusesAnUnknownName() {
        System.setProperty("joute.kernels", "gpu");
        assertThatThrownBy(() -> KernelChoice.choose(pool))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("-Djoute.kernels=gpu, expected machine, vector or scalar");
    }
}
