package io.joute.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.joute.arena.admin.AuditEntry;
import io.joute.arena.admin.AuditTrail;
import io.joute.arena.admin.LegalText;
import io.joute.arena.admin.PasswordHash;
import io.joute.arena.admin.Question;
import io.joute.arena.admin.QuestionLists;
import io.joute.arena.admin.StoredPassword;
import io.joute.arena.admin.TextVersion;
import io.joute.arena.duel.OwnTag;
import io.joute.arena.duel.Tag;
import io.joute.arena.duel.TagChoice;
import io.joute.arena.duel.VoteTags;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SqliteAdministrationTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00.123Z");

    @TempDir
    Path directory;

    private Database database;

    @BeforeEach
    void open() {
        database = Database.open(directory);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void hasNoPasswordAtFirstAndThenOnlyTheLast() {
        assertThat(password().find()).isEmpty();
        SecureRandom random = new SecureRandom();
        PasswordHash second = PasswordHash.of("second", random);
        password().set(PasswordHash.of("first", random));
        password().set(second);
        database.close();
        open();
        assertThat(password().find()).contains(second);
    }

    @Test
    void keepsTheTrailInItsOrderWhenItIsClosedAndOpenedAgain() {
        AuditEntry first = trail().append(NOON, "model.archive", "demo-big");
        database.close();
        open();
        AuditEntry second = trail().append(NOON, "model.enable", "demo-big");
        assertThat(trail().all()).containsExactly(first, second);
        assertThat(AuditEntry.firstBroken(trail().all())).isEmpty();
    }

    @Test
    void chainsWhatManyThreadsAppendAtOnce() {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 50; i++) {
                String subject = "model-" + i;
                threads.execute(() -> trail().append(NOON, "model.archive", subject));
            }
        }
        List<AuditEntry> all = trail().all();
        assertThat(all).hasSize(50);
        assertThat(AuditEntry.firstBroken(all)).isEmpty();
    }

    @Test
    void refusesToChangeOrDeleteEntries() {
        AuditEntry entry = trail().append(NOON, "model.archive", "demo-big");
        assertThatThrownBy(() -> database.write("a change", sql -> sql.execute("UPDATE audit SET subject = 'other'")))
                .hasMessageContaining("entries of the audit trail are never changed");
        assertThatThrownBy(() -> database.write("a deletion", sql -> sql.execute("DELETE FROM audit")))
                .hasMessageContaining("entries of the audit trail are never deleted");
        assertThat(trail().all()).containsExactly(entry);
    }

    @Test
    void tellsWhatWasChangedByWhoWentRoundTheRefusal() {
        trail().append(NOON, "model.archive", "demo-big");
        trail().append(NOON, "model.archive", "demo-twin");
        database.write("the end of a trigger", sql -> sql.execute("DROP TRIGGER audit_is_never_changed"));
        database.write("a change", sql -> sql.execute("UPDATE audit SET subject = 'other' WHERE number = 1"));
        assertThat(AuditEntry.firstBroken(trail().all())).contains(1L);
    }

    @Test
    void keepsTheQuestionsOfEachLanguageAndForgetsThem() {
        Question question = new Question("Mail", "Write \"no\"\nin two lines.");
        assertThat(questions().find("en")).isEmpty();
        questions().set("en", List.of(question));
        questions().set("fr", List.of());
        database.close();
        open();
        assertThat(questions().find("en")).contains(List.of(question));
        assertThat(questions().find("fr")).contains(List.of());
        questions().set("en", List.of(question, new Question("Mail", "Write yes.")));
        assertThat(questions().find("en").orElseThrow()).hasSize(2);
        questions().forget("en");
        assertThat(questions().find("en")).isEmpty();
    }

    @Test
    void keepsTagsWithTheirLabels() {
        SqliteTagChoice store = new SqliteTagChoice(database);
        assertThat(store.find()).isEqualTo(TagChoice.NONE);
        VoteTags tags = new VoteTags(store);
        Tag sourced = tags.add(true, Map.of("en", "Sourced", "fr", "Sourcé"), "Sourced")
                .orElseThrow();
        tags.offer(sourced, false);
        tags.offer(Tag.CREATIVE, false);
        database.close();
        open();
        VoteTags again = new VoteTags(new SqliteTagChoice(database));
        assertThat(again.own()).containsExactly(new OwnTag(sourced, Map.of("en", "Sourced", "fr", "Sourcé"), true));
        assertThat(again.offered()).doesNotContain(Tag.CREATIVE, sourced).hasSize(6);
    }

    @Test
    void keepsEveryVersionOfTheTextsAndRefusesToChangeThem() {
        SqliteTextVersions store = new SqliteTextVersions(database);
        assertThat(store.all()).isEmpty();
        TextVersion first = new TextVersion(
                1,
                NOON,
                Map.of(LegalText.TERMS, Map.of("en", "Be \"kind\"."), LegalText.PRIVACY, Map.of("en", "# None")));
        store.add(first);
        database.close();
        open();
        SqliteTextVersions again = new SqliteTextVersions(database);
        assertThat(again.all()).containsExactly(first);
        assertThatThrownBy(() -> again.add(first)).isInstanceOf(DatabaseException.class);
        assertThatThrownBy(() ->
                        database.write("a change", sql -> sql.execute("UPDATE legal_text_version SET number = 2")))
                .hasMessageContaining("published texts are never changed");
        assertThatThrownBy(() -> database.write("a deletion", sql -> sql.execute("DELETE FROM legal_text_version")))
                .hasMessageContaining("published texts are never deleted");
    }

    private QuestionLists questions() {
        return new SqliteQuestionLists(database);
    }

    private AuditTrail trail() {
        return new SqliteAuditTrail(database);
    }

    private StoredPassword password() {
        return new SqliteStoredPassword(database);
    }
}
