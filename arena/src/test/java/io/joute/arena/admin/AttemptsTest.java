package io.joute.arena.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class AttemptsTest {
    private final SteppedClock clock = new SteppedClock();
    private final Attempts attempts = new Attempts(clock);

    @Test
    void growsTheWaitThenLocksAQuarterOfAnHour() {
        long[] seconds = {0, 0, 1, 2, 4, 8, 16, 32, 64, 900};
        for (long expected : seconds) {
            attempts.failed("a");
            assertThat(attempts.wait("a")).isEqualTo(Duration.ofSeconds(expected));
            clock.pass(attempts.wait("a"));
            assertThat(attempts.wait("a")).isZero();
        }
    }

    @Test
    void keepsLockingWhoTriesWhileLocked() {
        failTimes(10, "a");
        clock.pass(Duration.ofMinutes(14));
        attempts.failed("a");
        assertThat(attempts.wait("a")).isEqualTo(Attempts.LOCK);
    }

    @Test
    void startsAnewAfterTheLock() {
        failTimes(10, "a");
        clock.pass(Attempts.LOCK);
        attempts.failed("a");
        assertThat(attempts.wait("a")).isZero();
    }

    @Test
    void leavesOtherAddressesAloneUntilThereIsACrowd() {
        failTimes(10, "a");
        assertThat(attempts.wait("b")).isZero();
        for (int i = 0; i < 90; i++) {
            attempts.failed("crowd " + i);
        }
        assertThat(attempts.wait("b")).isEqualTo(Attempts.LOCK);
    }

    @Test
    void forgetsTheFailuresOfWhoSignsIn() {
        failTimes(4, "a");
        attempts.succeeded("a");
        assertThat(attempts.wait("a")).isZero();
    }

    @Test
    void countsTheCrowdEvenWhenOneOfItSignsIn() {
        for (int i = 0; i < 100; i++) {
            attempts.failed("crowd " + i);
        }
        attempts.succeeded("crowd 1");
        assertThat(attempts.wait("crowd 1")).isEqualTo(Attempts.LOCK);
    }

    private void failTimes(int times, String address) {
        for (int i = 0; i < times; i++) {
            attempts.failed(address);
        }
    }
}
