package io.joute.arena.moderation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.joute.arena.admin.AuditEntry;
import io.joute.arena.admin.AuditTrail;
import io.joute.arena.dataset.Personal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GatekeeperTest {
    private static final String ANNE = "a1b2c3d4e5f60718293a4b5c6d7e8f90";
    private static final String BOB = "b1b2c3d4e5f60718293a4b5c6d7e8f90";
    private static final Optional<String> SCHOOL = Optional.of("192.0.2.7");

    private final List<AuditEntry> journal = new ArrayList<>();
    private Moderation kept = Moderation.DEFAULT;
    private Instant now = Instant.parse("2026-11-25T10:00:00Z");
    private final Gatekeeper keeper = new Gatekeeper(new Kept(), new HourlyLimits(3, 5), new Journal(), () -> now);

    private final class Kept implements StoredModeration {
        @Override
        public Moderation find() {
            return kept;
        }

        @Override
        public void set(Moderation moderation) {
            kept = moderation;
        }
    }

    private final class Journal implements AuditTrail {
        @Override
        public AuditEntry append(Instant at, String action, String subject) {
            Optional<AuditEntry> last = journal.isEmpty() ? Optional.empty() : Optional.of(journal.getLast());
            journal.add(AuditEntry.after(last, at, action, subject));
            return journal.getLast();
        }

        @Override
        public List<AuditEntry> all() {
            return List.copyOf(journal);
        }
    }

    @Test
    void letsThreeDuelsInAnHourAndTheNextOnceTheFirstIsAnHourOld() {
        for (int i = 0; i < 3; i++) {
            assertThat(open(ANNE, "x")).isInstanceOf(Verdict.Admitted.class);
            now = now.plus(Duration.ofMinutes(10));
        }
        assertThat(open(ANNE, "x")).isEqualTo(new Verdict.TooMany(Duration.ofMinutes(30)));
        assertThat(open(BOB, "x")).isInstanceOf(Verdict.Admitted.class);
        now = now.plus(Duration.ofMinutes(30));
        assertThat(open(ANNE, "x")).isInstanceOf(Verdict.Admitted.class);
        assertThat(open(ANNE, "x")).isEqualTo(new Verdict.TooMany(Duration.ofMinutes(10)));
    }

    @Test
    void countsAllBrowsersOfAnAddressTogether() {
        for (int i = 0; i < 5; i++) {
            assertThat(open("c".repeat(20) + i, "x")).isInstanceOf(Verdict.Admitted.class);
        }
        assertThat(open("d".repeat(20), "x")).isEqualTo(new Verdict.TooMany(Duration.ofHours(1)));
        assertThat(keeper.judge(new Gatekeeper.Question("d".repeat(20), Optional.empty(), "x", true, false)))
                .as("an address that is not counted")
                .isInstanceOf(Verdict.Admitted.class);
    }

    @Test
    void countsNeitherFollowingQuestionsNorWhatItRefused() {
        keeper.change(keeper.rules().withWords(new BlockedWords(List.of("zut"))));
        for (int i = 0; i < 10; i++) {
            assertThat(keeper.judge(new Gatekeeper.Question(ANNE, SCHOOL, "x", false, false)))
                    .isInstanceOf(Verdict.Admitted.class);
            assertThat(open(ANNE, "zut")).isInstanceOf(Verdict.WordBlocked.class);
        }
        assertThat(open(ANNE, "x")).isInstanceOf(Verdict.Admitted.class);
    }

    @Test
    void takesLimitsOfTheOperatorBeforeThoseOfTheSettings() {
        keeper.change(keeper.rules().withLimits(Optional.of(1), Optional.of(0)));
        open(ANNE, "x");
        assertThat(open(ANNE, "x")).isInstanceOf(Verdict.TooMany.class);
        keeper.change(keeper.rules().withLimits(Optional.of(0), Optional.of(0)));
        for (int i = 0; i < 20; i++) {
            assertThat(open(ANNE, "x")).isInstanceOf(Verdict.Admitted.class);
        }
        assertThat(kept.perVisitor()).hasValue(0);
        assertThat(keeper.rules().withLimits(Optional.empty(), Optional.empty()).limits(keeper.standard()))
                .isEqualTo(new HourlyLimits(3, 5));
    }

    @Test
    void waitsForEnoughOfThemWhenTheLimitWasLowered() {
        open(ANNE, "x");
        now = now.plus(Duration.ofMinutes(10));
        open(ANNE, "x");
        keeper.change(keeper.rules().withLimits(Optional.of(1), Optional.empty()));

        assertThat(open(ANNE, "x")).isEqualTo(new Verdict.TooMany(Duration.ofHours(1)));
    }

    @Test
    void pointsPersonalDataOutUnlessItIsSentAnyway() {
        assertThat(open(ANNE, "Écris à jeanne.dupont@example.org ou au 06 12 34 56 78"))
                .isEqualTo(new Verdict.PersonalFound(java.util.Set.of(Personal.EMAIL, Personal.PHONE)));
        assertThat(open(ANNE, "Que sais-tu de Victor Hugo, né le 26 février 1802 ?"))
                .as("names and dates of birth are as often those of authors")
                .isInstanceOf(Verdict.Admitted.class);
        assertThat(keeper.judge(new Gatekeeper.Question(ANNE, SCHOOL, "jeanne@example.org", true, true)))
                .isInstanceOf(Verdict.Admitted.class);
        keeper.change(keeper.rules().pointingOut(false));
        assertThat(open(ANNE, "jeanne@example.org")).isInstanceOf(Verdict.Admitted.class);
    }

    @Test
    void blocksVisitorsByTheBeginningOfTheirPseudonym() {
        keeper.change(keeper.rules().withVisitors(List.of(ANNE.substring(0, 12))));
        assertThat(open(ANNE, "x")).isInstanceOf(Verdict.VisitorBlocked.class);
        assertThat(open(BOB, "x")).isInstanceOf(Verdict.Admitted.class);
        assertThatThrownBy(() -> keeper.rules().withVisitors(List.of("a1b2")))
                .hasMessageContaining("a1b2")
                .hasMessageContaining("12 to 64");
    }

    @Test
    void writesRefusalsDownOnceAnHourWithoutTheQuestion() {
        keeper.change(keeper.rules().withWords(new BlockedWords(List.of("zut"))));
        for (int i = 0; i < 20; i++) {
            open(ANNE, "zut, my secret question");
        }
        open(BOB, "zut");
        assertThat(journal).extracting(AuditEntry::subject).containsExactly("word, a1b2c3d4e5f6", "word, b1b2c3d4e5f6");
        now = now.plus(Duration.ofHours(1));
        open(ANNE, "zut");
        assertThat(journal).hasSize(3).allMatch(entry -> entry.action().equals("question.refuse"));
    }

    @Test
    void triesATextWithoutCountingIt() {
        keeper.change(keeper.rules().withWords(new BlockedWords(List.of("zut"))));
        for (int i = 0; i < 10; i++) {
            assertThat(keeper.tried("zut")).isInstanceOf(Verdict.WordBlocked.class);
        }
        assertThat(keeper.tried("fine")).isInstanceOf(Verdict.Admitted.class);
        assertThat(journal).isEmpty();
    }

    private Verdict open(String visitor, String text) {
        return keeper.judge(new Gatekeeper.Question(visitor, SCHOOL, text, true, false));
    }
}
