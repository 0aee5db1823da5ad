package io.joute.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
    void takesVectorsWhereTheModuleIsThere() {
        assertThat(KernelChoice.choose(pool).name()).startsWith("vector-");
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
                .hasMessage("-Djoute.kernels=gpu, expected vector or scalar");
    }
}
