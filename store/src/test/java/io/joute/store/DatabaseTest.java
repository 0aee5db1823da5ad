package io.joute.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.joute.arena.duel.Cards;
import io.joute.arena.duel.DuelLogException;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

class DatabaseTest {
    @TempDir
    Path directory;

    @Test
    void createsItsDirectoryForTheOwnerAlone() throws Exception {
        Path deep = directory.resolve("a").resolve("b");
        try (Database database = Database.open(deep)) {
            assertThat(database.file()).exists().hasFileName("joute.db");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(deep)))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void acknowledgesNothingAfterAnIoErrorAndReadsOn() {
        try (Database database = Database.open(directory)) {
            SqliteCatalog catalog = new SqliteCatalog(database);
            catalog.save(Cards.card("before", 1));
            SQLiteException lost = new SQLiteException("disk I/O error", SQLiteErrorCode.SQLITE_IOERR_FSYNC);
            assertThatThrownBy(() -> database.write("a card", sql -> {
                        throw new DataAccessException("insert failed", lost);
                    }))
                    .isInstanceOf(DatabaseException.class);
            assertThat(database.readOnly())
                    .hasValueSatisfying(why -> assertThat(why).contains("SQLITE_IOERR_FSYNC"));
            assertThatThrownBy(() -> catalog.save(Cards.card("after", 1)))
                    .hasMessageContaining("nothing is written any more")
                    .hasMessageContaining("start Joute again");
            assertThat(catalog.cards()).containsExactly(Cards.card("before", 1));
        }
        try (Database again = Database.open(directory)) {
            SqliteCatalog catalog = new SqliteCatalog(again);
            catalog.save(Cards.card("after", 1));
            assertThat(catalog.cards()).hasSize(2);
        }
    }

    @Test
    void refusesVotesOnAFullDiskAndTakesThemWhenThereIsRoomAgain() {
        try (Database database = Database.open(directory)) {
            SqliteDuelLog log = new SqliteDuelLog(database);
            database.write("a limit", sql -> sql.execute("PRAGMA max_page_count = 20"));
            int stored = fill(log);
            assertThat(stored).isPositive();
            assertThat(database.readOnly()).as("a full disk is no broken one").isEmpty();
            // The connection that failed was replaced, and with it the limit.
            log.append(Voter.vote(stored));
            for (int number = 0; number <= stored; number++) {
                assertThat(log.read(Voter.duel(number))).hasSize(1);
            }
        }
    }

    /** Append until the file is full; how many were stored. */
    private static int fill(SqliteDuelLog log) {
        for (int number = 0; number < 10_000; number++) {
            try {
                log.append(Voter.vote(number));
            } catch (DuelLogException full) {
                assertThat(full).hasMessageContaining("full");
                return number;
            }
        }
        throw new AssertionError("it never filled");
    }

    @Test
    void refusesASecondOpeningInThisProcessAndGivesItFreeAfterwards() {
        long pid = ProcessHandle.current().pid();
        try (Database database = Database.open(directory)) {
            assertThatThrownBy(() -> Database.open(directory))
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContaining("in use by process " + pid);
            assertThatThrownBy(() -> Database.open(directory)).hasMessageContaining("in use by process " + pid);
            assertThat(new SqliteCatalog(database).cards()).isEmpty();
        }
        try (Database again = Database.open(directory)) {
            assertThat(again.file()).exists();
        }
    }

    @Test
    void namesTheOtherProcessThatHoldsTheDirectory() throws Exception {
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Voter.class.getName(),
                        directory.toString(),
                        "0")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        // Four voters vote at once: whichever vote was acknowledged first must be there, and it need not be vote 0.
        String acknowledged;
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(other.getInputStream(), StandardCharsets.US_ASCII))) {
            acknowledged = Objects.requireNonNull(lines.readLine(), "it has the directory");
            assertThatThrownBy(() -> Database.open(directory))
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContaining(directory.toRealPath().toString())
                    .hasMessageContaining("in use by process " + other.pid());
        } finally {
            other.destroyForcibly().waitFor();
        }
        try (Database database = Database.open(directory)) {
            assertThat(new SqliteDuelLog(database).read(Voter.duel(Integer.parseInt(acknowledged))))
                    .hasSize(1);
        }
    }

    @Test
    void isStoredAsDurablyAsSqliteCan() {
        try (Database database = Database.open(directory)) {
            database.write("nothing", sql -> {
                assertThat(pragma(sql, "synchronous")).isEqualTo("2");
                assertThat(pragma(sql, "journal_mode")).isEqualTo("wal");
                assertThat(pragma(sql, "secure_delete")).isEqualTo("1");
                assertThat(pragma(sql, "foreign_keys")).isEqualTo("1");
                assertThat(pragma(sql, "busy_timeout")).isEqualTo("5000");
            });
        }
    }

    @Test
    void readersCannotWrite() {
        try (Database database = Database.open(directory)) {
            assertThatThrownBy(() -> database.read("a forgery", sql -> sql.execute("DELETE FROM event")))
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContaining("readonly");
        }
    }

    @Test
    void refusesAFileThatIsNoDatabase() throws Exception {
        Files.writeString(directory.resolve("joute.db"), "votes, honestly\n".repeat(500));
        assertThatThrownBy(() -> Database.open(directory))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("joute.db")
                .hasMessageContaining("not a database");
        Files.delete(directory.resolve("joute.db"));
        try (Database database = Database.open(directory)) {
            assertThat(database.readOnly()).isEmpty();
        }
    }

    @Test
    void refusesTablesOfALaterVersion() {
        try (Database database = Database.open(directory)) {
            database.write(
                    "a later migration",
                    sql -> sql.execute("INSERT INTO flyway_schema_history VALUES "
                            + "(99, '99', 'later', 'SQL', 'V99__later.sql', 1, 'x', '2030-01-01 00:00:00.000', 1, 1)"));
        }
        assertThatThrownBy(() -> Database.open(directory))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("99");
    }

    private static String pragma(DSLContext sql, String name) {
        return Objects.requireNonNull(sql.fetchOne("PRAGMA " + name)).get(0, String.class);
    }
}
