package io.joute.arena.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AuditEntryTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00.123456Z");

    @Test
    void followsFromTheEntryBefore() {
        assertThat(AuditEntry.firstBroken(List.of())).isEmpty();
        assertThat(AuditEntry.firstBroken(trail())).isEmpty();
        assertThat(trail().getFirst().at()).isEqualTo("2026-01-01T12:00:00.123Z");
    }

    @Test
    void tellsAnEntryThatWasChanged() {
        List<AuditEntry> trail = trail();
        AuditEntry second = trail.get(1);
        trail.set(1, new AuditEntry(2, second.at(), second.action(), "other", second.previous(), second.hash()));
        assertThat(AuditEntry.firstBroken(trail)).contains(2L);
    }

    @Test
    void tellsAnEntryThatWasMadeAnewWithAHashOfItsOwn() {
        List<AuditEntry> trail = trail();
        trail.set(1, AuditEntry.after(Optional.of(trail.getFirst()), NOON, "model.archive", "other"));
        assertThat(AuditEntry.firstBroken(trail)).contains(3L);
    }

    @Test
    void tellsEntriesTakenOutOrExchanged() {
        List<AuditEntry> without = trail();
        without.remove(1);
        assertThat(AuditEntry.firstBroken(without)).contains(2L);
        List<AuditEntry> headless = trail();
        headless.removeFirst();
        assertThat(AuditEntry.firstBroken(headless)).contains(1L);
        assertThat(AuditEntry.firstBroken(trail().reversed())).contains(1L);
    }

    @Test
    void refusesTextsThatAreNoIds() {
        assertThatThrownBy(() -> AuditEntry.after(Optional.empty(), NOON, "Model archived", ""))
                .hasMessageContaining("expected words like model.archive");
        assertThatThrownBy(() -> AuditEntry.after(Optional.empty(), NOON, "model.add", "two\nlines"))
                .hasMessageContaining("expected one line");
        assertThatThrownBy(() -> AuditEntry.after(Optional.empty(), NOON, "model.add", "x".repeat(201)))
                .hasMessageContaining("201 characters");
    }

    private static List<AuditEntry> trail() {
        List<AuditEntry> trail = new ArrayList<>();
        for (String subject : List.of("demo-big", "demo-twin", "demo-small")) {
            Optional<AuditEntry> last = trail.isEmpty() ? Optional.empty() : Optional.of(trail.getLast());
            trail.add(AuditEntry.after(last, NOON, "model.archive", subject));
        }
        return trail;
    }
}
