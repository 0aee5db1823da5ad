package io.joute.connect.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** When a server is left alone. */
final class BreakerTest {
    private long nanos = Long.MAX_VALUE - 5;
    private final Breaker breaker = new Breaker(() -> nanos);

    @Test
    void opensAtFiveFailuresWithinHalfAMinute() {
        fail(4);
        assertThat(breaker.state()).isEqualTo(Breaker.State.CLOSED);
        fail(1);
        assertThat(breaker.state()).isEqualTo(Breaker.State.OPEN);
    }

    @Test
    void staysClosedWhenFailuresAreFarApart() {
        for (int i = 0; i < 20; i++) {
            fail(1);
            after(Duration.ofSeconds(8));
        }

        assertThat(breaker.state()).isEqualTo(Breaker.State.CLOSED);
    }

    @Test
    void forgetsFailuresAfterASuccess() {
        fail(4);
        breaker.succeeded();
        fail(4);

        assertThat(breaker.state()).isEqualTo(Breaker.State.CLOSED);
    }

    @Test
    void wantsAProbeAfterItsRestAndOpensAgainAtTheFirstFailure() {
        fail(5);
        after(Duration.ofSeconds(31));
        assertThat(breaker.state()).isEqualTo(Breaker.State.PROBE);

        breaker.probed(true);
        assertThat(breaker.state()).isEqualTo(Breaker.State.CLOSED);
        fail(1);
        assertThat(breaker.state()).isEqualTo(Breaker.State.OPEN);
    }

    @Test
    void restsAgainWhenAProbeIsNotAnswered() {
        fail(5);
        after(Duration.ofSeconds(31));
        breaker.probed(false);

        assertThat(breaker.state()).isEqualTo(Breaker.State.OPEN);
    }

    @Test
    void opensAtOnceWhenAServerIsBroken() {
        breaker.broke();

        assertThat(breaker.state()).isEqualTo(Breaker.State.OPEN);
    }

    @Test
    void leavesAServerAloneAsLongAsItAsksAndThenGoesOnAsBefore() {
        breaker.failed();
        breaker.rest(Duration.ofSeconds(7));
        assertThat(breaker.state()).isEqualTo(Breaker.State.OPEN);
        after(Duration.ofSeconds(7));

        assertThat(breaker.state()).isEqualTo(Breaker.State.CLOSED);
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            breaker.failed();
        }
    }

    private void after(Duration duration) {
        nanos += duration.toNanos();
    }
}
