package io.joute.distill.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ScheduleTest {
    private final Schedule schedule = new Schedule(1e-3f, 0.1f, 10, 111);

    @Test
    void warmsUpThenFallsToItsFloor() {
        assertThat(schedule.rate(0)).isCloseTo(1e-4f, within(1e-9f));
        assertThat(schedule.rate(9)).isCloseTo(1e-3f, within(1e-9f));
        assertThat(schedule.rate(10)).isCloseTo(1e-3f, within(1e-9f));
        assertThat(schedule.rate(60)).isCloseTo(5.5e-4f, within(1e-8f));
        assertThat(schedule.rate(110)).isCloseTo(1e-4f, within(1e-9f));
    }

    @Test
    void refusesAWarmUpLongerThanTheRun() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Schedule(1e-3f, 0.1f, 20, 20))
                .withMessageContaining("20");
    }
}
