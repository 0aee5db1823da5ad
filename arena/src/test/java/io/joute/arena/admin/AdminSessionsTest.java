package io.joute.arena.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AdminSessionsTest {
    private static final Duration TICK = Duration.ofMillis(1);

    private final SteppedClock clock = new SteppedClock();
    private final AdminSessions sessions = new AdminSessions(clock, new SecureRandom());

    @Test
    void knowsOnlyKeysThatItGave() {
        String key = sessions.open();
        assertThat(key).matches("[0-9a-f]{32}").isNotEqualTo(sessions.open());
        assertThat(sessions.use(key)).isTrue();
        assertThat(sessions.use("0".repeat(32))).isFalse();
        assertThat(sessions.use("")).isFalse();
    }

    @Test
    void endsAfterHalfAnHourWithoutUse() {
        String key = sessions.open();
        clock.pass(AdminSessions.IDLE.minus(TICK));
        assertThat(sessions.use(key)).isTrue();
        clock.pass(AdminSessions.IDLE);
        assertThat(sessions.use(key)).isFalse();
    }

    @Test
    void endsAfterEightHoursEvenInUse() {
        String key = sessions.open();
        Duration step = Duration.ofMinutes(20);
        for (Duration spent = step; spent.compareTo(AdminSessions.WHOLE) < 0; spent = spent.plus(step)) {
            clock.pass(step);
            assertThat(sessions.use(key)).as("after %s", spent).isTrue();
        }
        clock.pass(step);
        assertThat(sessions.use(key)).isFalse();
    }

    @Test
    void neverOpensAgainWhatEnded() {
        String key = sessions.open();
        clock.pass(AdminSessions.IDLE);
        assertThat(sessions.use(key)).isFalse();
        clock.pass(AdminSessions.IDLE.negated());
        assertThat(sessions.use(key)).isFalse();
    }

    @Test
    void endsOneSessionOrAllOfThem() {
        String first = sessions.open();
        String second = sessions.open();
        sessions.close(first);
        assertThat(sessions.use(first)).isFalse();
        assertThat(sessions.use(second)).isTrue();
        sessions.closeAll();
        assertThat(sessions.use(second)).isFalse();
    }
}
