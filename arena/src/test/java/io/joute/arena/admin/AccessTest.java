package io.joute.arena.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AccessTest {
    private final SteppedClock clock = new SteppedClock();
    private final RememberedTrail trail = new RememberedTrail();
    private final RememberedPassword stored = new RememberedPassword();
    private final Access access = new Access(stored, trail, clock, new SecureRandom());

    @Test
    void opensToThePasswordThatItMadeAndClosesAfterIt() {
        assertThat(access.hasPassword()).isFalse();
        String password = access.resetPassword();
        assertThat(password).matches("([a-km-np-z2-9]{4}-){4}[a-km-np-z2-9]{4}");
        String key = ((SignIn.Opened) access.signIn(password, "a")).key();
        assertThat(access.isOpen(key)).isTrue();
        access.signOut(key);
        assertThat(access.isOpen(key)).isFalse();
        assertThat(actions()).containsExactly("password.reset", "session.open", "session.close");
    }

    @Test
    void opensToNothingBeforeThereIsAPassword() {
        assertThat(access.signIn("", "a")).isEqualTo(new SignIn.Wrong());
        assertThat(access.signIn("anything", "a")).isEqualTo(new SignIn.Wrong());
    }

    @Test
    void endsSessionsAndTheFormerPasswordByANewOne() {
        String former = access.resetPassword();
        String key = ((SignIn.Opened) access.signIn(former, "a")).key();
        String fresh = access.resetPassword();
        assertThat(access.isOpen(key)).isFalse();
        assertThat(access.signIn(former, "a")).isEqualTo(new SignIn.Wrong());
        assertThat(access.signIn(fresh, "a")).isInstanceOf(SignIn.Opened.class);
    }

    @Test
    void doesNotLookEvenAtTheRightPasswordWhileItWaits() {
        String password = access.resetPassword();
        for (int i = 0; i < Attempts.FREE; i++) {
            access.signIn("wrong", "a");
        }
        SignIn waiting = access.signIn(password, "a");
        assertThat(waiting).isInstanceOf(SignIn.Waiting.class);
        clock.pass(((SignIn.Waiting) waiting).left());
        assertThat(access.signIn(password, "a")).isInstanceOf(SignIn.Opened.class);
    }

    @Test
    void looksAtNoMorePasswordsWhenManyComeAtOnce() throws Exception {
        access.resetPassword();
        List<Future<SignIn>> tries = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 30; i++) {
                tries.add(threads.submit(() -> access.signIn("wrong", "a")));
            }
        }
        List<SignIn> outcomes = new ArrayList<>();
        for (Future<SignIn> attempt : tries) {
            outcomes.add(attempt.get());
        }
        assertThat(outcomes).filteredOn(SignIn.Wrong.class::isInstance).hasSize(Attempts.FREE);
    }

    @Test
    void tellsNoSecretToLogsOrTheTrail() {
        String password = access.resetPassword();
        access.signIn("hunter2", "192.0.2.7");
        SignIn opened = access.signIn(password, "192.0.2.7");
        assertThat(opened.toString()).isEqualTo("Opened");
        assertThat(trail.all().toString()).doesNotContain(password, "hunter2", "192.0.2.7");
    }

    private List<String> actions() {
        return trail.all().stream().map(AuditEntry::action).toList();
    }

    private static final class RememberedPassword implements StoredPassword {
        private Optional<PasswordHash> hash = Optional.empty();

        @Override
        public Optional<PasswordHash> find() {
            return hash;
        }

        @Override
        public void set(PasswordHash fresh) {
            hash = Optional.of(fresh);
        }
    }

    private static final class RememberedTrail implements AuditTrail {
        private final List<AuditEntry> entries = new ArrayList<>();

        @Override
        public synchronized AuditEntry append(Instant at, String action, String subject) {
            Optional<AuditEntry> last = entries.isEmpty() ? Optional.empty() : Optional.of(entries.getLast());
            AuditEntry entry = AuditEntry.after(last, at, action, subject);
            entries.add(entry);
            return entry;
        }

        @Override
        public synchronized List<AuditEntry> all() {
            return List.copyOf(entries);
        }
    }
}
