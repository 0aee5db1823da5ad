package io.joute.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.joute.arena.duel.Choice;
import io.joute.arena.duel.Comment;
import io.joute.arena.duel.DuelEvent;
import io.joute.arena.duel.DuelId;
import io.joute.arena.duel.DuelLog;
import io.joute.arena.duel.DuelLogContract;
import io.joute.arena.duel.DuelLogException;
import io.joute.arena.duel.Reaction;
import io.joute.arena.duel.Side;
import io.joute.arena.duel.Terms;
import io.joute.arena.duel.Vote;
import io.joute.base.chat.Usage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
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
                .hasMessageContaining("version is 7, expected 1 to 4");
    }

    @Test
    void readsAnswersOfTheVersionThatKnewNoReasoning() {
        log().append(opened(1, "anne"));
        database.write(
                "an answer of version 2",
                sql -> sql.execute(
                        "INSERT INTO event (duel, type, at, version, payload) VALUES ('"
                                + duel(1).value()
                                + "', 'answered', '2026-01-02T12:00:00Z', 2, '{\"turn\":0,\"side\":\"a\","
                                + "\"text\":\"Oui\",\"namesItself\":false,\"finishReason\":\"STOP\",\"usage\":{\"promptTokens\":5,"
                                + "\"outputTokens\":6,\"prefillNanos\":7,\"decodeNanos\":8},\"energy\":[],\"measured\":null}')"));

        assertThat(log().read(duel(1)).getLast())
                .isInstanceOfSatisfying(
                        DuelEvent.Answered.class,
                        answered -> assertThat(answered.usage()).isEqualTo(new Usage(5, 6, 7, 8, 0, 0)));
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
    void writesPayloadsAsTheyAreKnown() {
        List<String> payloads = everyType(1).stream()
                .map(EventCodec::row)
                .map(EventCodec.Row::payload)
                .toList();
        assertThat(payloads.get(0))
                .isEqualTo("{\"mode\":\"big_versus_small\",\"locale\":\"fr\",\"left\":\"left-1\",\"right\":\"right.2\","
                        + "\"picks\":[\"left-1\"],"
                        + "\"pool\":[\"left-1\",\"other\",\"right.2\"],\"propensity\":0.3333333333333333,"
                        + "\"settings\":{\"temperature\":0.7,\"topK\":40,\"topP\":0.9,\"minP\":0.05,"
                        + "\"seed\":-9223372036854775808,\"maxOutputTokens\":512,\"stop\":[\"\\n\\n\",\"fin\"]},"
                        + "\"consent\":{\"terms\":\"2026 \\\"quoted\\\"\",\"digest\":\""
                        + Terms.of("x", List.of("a", "é")).digest() + "\",\"publication\":true}}");
        assertThat(payloads.get(1)).endsWith(",\"subject\":{\"language\":\"fr\",\"category\":\"code\"}}");
        assertThat(payloads.get(2))
                .isEqualTo("{\"turn\":0,\"side\":\"a\",\"text\":\"# Réponse\\n\\n|a|b|\\n\",\"namesItself\":false,"
                        + "\"finishReason\":\"LENGTH\","
                        + "\"usage\":{\"promptTokens\":12,\"outputTokens\":2147483647,"
                        + "\"prefillNanos\":4611686018427387903,\"decodeNanos\":3,"
                        + "\"reasoningTokens\":0,\"cachedTokens\":0},\"energy\":[],\"measured\":null}");
        assertThat(payloads.get(3))
                .isEqualTo("{\"turn\":0,\"side\":\"b\",\"partial\":\"\",\"cause\":\"the cause\\nin two lines\","
                        + "\"retryable\":true}");
        assertThat(payloads.get(4))
                .isEqualTo("{\"turn\":0,\"side\":\"b\",\"out\":\"right.2\",\"in\":\"other\",\"propensity\":0.25}");
        assertThat(payloads.get(6)).isEqualTo("{\"turn\":0,\"choice\":\"both_bad\",\"tags\":{},\"comments\":{}}");
        assertThat(payloads.get(8))
                .isEqualTo("{\"turn\":0,\"side\":\"a\",\"reaction\":{\"liked\":false,\"tags\":[\"incorrect\"],"
                        + "\"comment\":\"no, no\"}}");
        assertThat(payloads.get(9)).isEqualTo("{\"turn\":0,\"side\":\"a\",\"reaction\":null}");
        assertThat(payloads.get(10)).isEqualTo("{\"receipt\":\"0000-0000-0000-0001\"}");
    }

    @Test
    void readsEventsOfTheFirstVersion() {
        DuelEvent.Opened first = (DuelEvent.Opened) FormerDatabase.EVENTS.getFirst();
        assertThat(FormerDatabase.ROWS.stream().map(EventCodec::event))
                .containsExactlyElementsOf(FormerDatabase.EVENTS);
        assertThat(first.picks()).isEmpty();
    }

    @Test
    void bringsADatabaseOfTheFirstVersionAlong() throws Exception {
        database.close();
        Path old = Files.createDirectory(directory.resolve("old"));
        FormerDatabase.in(old);
        database = Database.open(old);
        DuelId duel = FormerDatabase.EVENTS.getFirst().duel();
        assertThat(log().read(duel)).containsExactlyElementsOf(FormerDatabase.EVENTS);
        assertThatThrownBy(() -> log().append(FormerDatabase.EVENTS.getFirst())).isInstanceOf(DuelLogException.class);
        log().append(opened(2, "anne"));
        assertThat(log().duelsOf("visitor 1")).containsExactly(duel);
        log().erase(new DuelEvent.Erased(duel, at(9)));
        assertThat(log().read(duel)).hasSize(FormerDatabase.EVENTS.size() + 1);
        assertThat(bytesOf(old)).doesNotContain(FormerDatabase.CANARY);
    }

    @Test
    void leavesNoTextOfAnErasedDuelInAnyFile() throws Exception {
        String canary = "qzcanary";
        DuelLog log = log();
        for (int number = 1; number <= 60; number++) {
            String mark = number % 2 == 0 ? canary + number : "kept" + number;
            texts(number, mark).forEach(log::append);
        }
        assertThat(bytesOf(directory)).contains(canary, "kept1");
        for (int number = 2; number <= 60; number += 2) {
            log.erase(new DuelEvent.Erased(duel(number), at(9)));
        }
        assertThat(bytesOf(directory)).doesNotContain(canary).contains("kept1", "both_bad");
        database.close();
        assertThat(bytesOf(directory)).doesNotContain(canary).contains("kept1");
        open();
        assertThat(log().read(duel(1))).containsExactlyElementsOf(texts(1, "kept1"));
    }

    @Test
    void emptiesTheJournalOnceNoReaderHoldsOnToIt() throws Exception {
        DuelLog log = log();
        texts(1, "qzcanary").forEach(log::append);
        log.append(opened(2, "anne"));
        log.readAll(event -> {
            if (event.equals(opened(2, "anne"))) {
                log.erase(new DuelEvent.Erased(duel(1), at(9)));
            }
        });
        log.append(opened(3, "anne"));
        assertThat(bytesOf(directory)).doesNotContain("qzcanary");
    }

    @Test
    void erasesNothingThatIsNotErasedByItsDuel() {
        log().append(opened(1, "anne"));
        log().append(opened(2, "anne"));
        log().erase(new DuelEvent.Erased(duel(1), at(9)));
        for (String change : List.of(
                "payload = '{}', salt = NULL WHERE duel = '" + duel(2).value() + "'",
                "visitor = 'bob', salt = NULL WHERE type = 'opened' AND duel = '" + duel(1).value() + "'",
                "at = '2027-01-01T00:00:00Z', salt = NULL WHERE duel = '" + duel(1).value() + "'")) {
            assertThatThrownBy(() -> database.write("a forgery", sql -> sql.execute("UPDATE event SET " + change)))
                    .as(change)
                    .hasMessageContaining("never changed");
        }
    }

    @Test
    void saysWhenAnEventIsNotTheOneThatWasWritten() throws Exception {
        log().append(opened(1, "anne"));
        database.close();
        byte[] bytes = Files.readAllBytes(database.file());
        int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("big_versus_small\",\"locale\":\"fr");
        bytes[at + "big_versus_small\",\"locale\":\"f".length()] = 'x';
        Files.write(database.file(), bytes);
        open();
        assertThatThrownBy(() -> log().read(duel(1)))
                .hasMessageContaining("event 1")
                .hasMessageContaining("digest");
    }

    /** A duel with a mark in every text that a person or a model wrote. */
    private static List<DuelEvent> texts(int number, String mark) {
        String some = (mark + " and more, ").repeat(number);
        List<DuelEvent> events = new ArrayList<>(everyType(number).subList(0, 1));
        events.add(new DuelEvent.Asked(duel(number), at(1), 0, some));
        events.add(new DuelEvent.Failed(duel(number), at(1), 0, Side.LEFT, some, mark, true));
        DuelEvent.Answered answered = (DuelEvent.Answered) everyType(number).get(2);
        for (Side side : Side.values()) {
            events.add(new DuelEvent.Answered(
                    duel(number),
                    at(2),
                    0,
                    side,
                    some.repeat(side == Side.LEFT ? 1 : 41),
                    true,
                    answered.finishReason(),
                    answered.usage(),
                    List.of(),
                    Optional.empty()));
        }
        Comment comment = new Comment(mark);
        events.add(new DuelEvent.VoteCast(
                duel(number), at(3), new Vote(0, Choice.BOTH_BAD, Map.of(), Map.of(Side.LEFT, comment))));
        events.add(new DuelEvent.Reacted(
                duel(number), at(3), 0, Side.LEFT, Optional.of(new Reaction(true, Set.of(), Optional.of(comment)))));
        return events;
    }

    private static String bytesOf(Path directory) throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
        return all.toString();
    }

    private static void refuse(DuelEvent event) {
        throw new UnsupportedOperationException("refused " + event.duel().value());
    }
}
