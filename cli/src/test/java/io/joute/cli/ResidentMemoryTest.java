package io.joute.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What the system tells about memory, and how several runs are summed up. */
final class ResidentMemoryTest {
    @Test
    void readsWhatLinuxSays() {
        List<String> lines = List.of("Name:\tjava", "VmHWM:\t   2048 kB", "VmRSS:\t    1024 kB", "RssFile:\t  512 kB");

        assertThat(ResidentMemory.of(() -> lines))
                .isEqualTo(new ResidentMemory(
                        OptionalLong.of(1 << 20), OptionalLong.of(2 << 20), OptionalLong.of(512 << 10)));
    }

    @Test
    void saysNothingWhereTheSystemDoesNot() {
        assertThat(ResidentMemory.of(List::of).peakBytes()).isEmpty();
    }

    @Test
    void theMiddleOfAnEvenNumberIsBetweenTheMiddleTwo() {
        assertThat(Spread.of(List.of(4.0, 1.0, 3.0, 2.0)))
                .isEqualTo(new Spread(2.5, 1, 4, List.of(4.0, 1.0, 3.0, 2.0)));
        assertThat(Spread.of(List.of(4.0, 1.0, 3.0)).times(2).median()).isEqualTo(6);
    }
}
