package io.joute.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.joute.arena.duel.DuelEvent;
import io.joute.arena.duel.DuelLog;
import io.joute.arena.duel.DuelLogContract;
import io.joute.arena.duel.DuelLogException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteDuelLogTest extends DuelLogContract {
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

    @Override
    protected DuelLog log() {
        return new SqliteDuelLog(database);
    }

    @Test
    void keepsEverythingWhenItIsClosedAndOpenedAgain() {
        everyType(1).forEach(log()::append);
        database.close();
        open();
        assertThat(log().read(duel(1))).containsExactlyElementsOf(everyType(1));
    }

    @Test
    void refusesASecondOpeningOfOneDuel() {
        log().append(opened(1, "anne"));
        assertThatThrownBy(() -> log().append(opened(1, "bob"))).isInstanceOf(DuelLogException.class);
        assertThat(log().read(duel(1))).containsExactly(opened(1, "anne"));
        assertThat(database.readOnly()).isEmpty();
    }

    @Test
    void goesOnAfterARefusedEvent() {
        log().append(opened(1, "anne"));
        assertThatThrownBy(() -> log().append(opened(1, "anne"))).isInstanceOf(DuelLogException.class);
        log().append(opened(2, "anne"));
        assertThat(log().duelsOf("anne")).containsExactly(duel(2), duel(1));
    }

    @Test
    void neverChangesAnEvent() {
        log().append(opened(1, "anne"));
        assertThatThrownBy(() -> database.write("a forgery", sql -> sql.execute("UPDATE event SET visitor = 'bob'")))
                .hasMessageContaining("never changed");
        assertThat(log().duelsOf("anne")).containsExactly(duel(1));
    }

    @Test
    void saysWhichEventCannotBeRead() {
        log().append(opened(1, "anne"));
        database.write(
                "a row of another version",
                sql -> sql.execute("INSERT INTO event (duel, type, at, version, payload) VALUES " + "('"
                        + duel(1).value() + "', 'asked', '2026-01-02T12:00:00Z', 7, '{}')"));
        assertThatThrownBy(() -> log().read(duel(1)))
                .isInstanceOf(DuelLogException.class)
                .hasMessageContaining("joute.db")
                .hasMessageContaining("event 2")
                .hasMessageContaining("version is 7, expected 1");
    }

    @Test
    void acknowledgesNothingOnceTheFileIsGone() throws Exception {
        log().append(opened(1, "anne"));
        Files.move(database.file(), directory.resolve("moved.db"));
        assertThatThrownBy(() -> log().append(opened(2, "anne")))
                .isInstanceOf(DuelLogException.class)
                .hasMessageContaining("moved or deleted");
        Files.move(directory.resolve("moved.db"), database.file());
        assertThatThrownBy(() -> log().append(opened(2, "anne")))
                .as("only a restart lifts it")
                .isInstanceOf(DuelLogException.class);
        assertThat(log().read(duel(1))).containsExactly(opened(1, "anne"));
    }

    @Test
    void passesOnWhatTheReaderThrows() {
        log().append(opened(1, "anne"));
        assertThatThrownBy(() -> log().readAll(SqliteDuelLogTest::refuse))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThat(log().read(duel(1))).hasSize(1);
    }

    @Test
    void writesPayloadsOfVersionOneAsTheyAreKnown() {
        List<String> payloads = everyType(1).stream()
                .map(EventCodec::row)
                .map(EventCodec.Row::payload)
                .toList();
        assertThat(payloads.get(0))
                .isEqualTo("{\"mode\":\"big_versus_small\",\"locale\":\"fr\",\"left\":\"left-1\",\"right\":\"right.2\","
                        + "\"pool\":[\"left-1\",\"other\",\"right.2\"],\"propensity\":0.3333333333333333,"
                        + "\"settings\":{\"temperature\":0.7,\"topK\":40,\"topP\":0.9,\"minP\":0.05,"
                        + "\"seed\":-9223372036854775808,\"maxOutputTokens\":512,\"stop\":[\"\\n\\n\",\"fin\"]}}");
        assertThat(payloads.get(2))
                .isEqualTo(
                        "{\"turn\":0,\"side\":\"a\",\"text\":\"# Réponse\\n\\n|a|b|\\n\",\"finishReason\":\"LENGTH\","
                                + "\"usage\":{\"promptTokens\":12,\"outputTokens\":2147483647,"
                                + "\"prefillNanos\":4611686018427387903,\"decodeNanos\":3},\"energy\":[],\"measured\":null}");
        assertThat(payloads.get(3))
                .isEqualTo("{\"turn\":0,\"side\":\"b\",\"partial\":\"\",\"cause\":\"the cause\\nin two lines\","
                        + "\"retryable\":true}");
        assertThat(payloads.get(5)).isEqualTo("{\"turn\":0,\"choice\":\"both_bad\",\"tags\":{}}");
        assertThat(payloads.get(7)).isEqualTo("{}");
    }

    private static void refuse(DuelEvent event) {
        throw new UnsupportedOperationException("refused " + event.duel().value());
    }
}
