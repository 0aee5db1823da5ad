package io.joute.store;

import io.joute.arena.duel.Choice;
import io.joute.arena.duel.DuelEvent;
import io.joute.arena.duel.DuelId;
import io.joute.arena.duel.Mode;
import io.joute.arena.duel.Side;
import io.joute.arena.duel.Tag;
import io.joute.arena.duel.Vote;
import io.joute.base.chat.FinishReason;
import io.joute.base.chat.GenerationSettings;
import io.joute.base.chat.Usage;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.flywaydb.core.Flyway;

/** A database as the first version of Joute wrote it. */
final class FormerDatabase {
    static final String CANARY = "Pourquoi le ciel est-il bleu";

    private static final String DUEL = "00112233445566778899aabbccddeeff";
    private static final String AT = "2026-11-24T10:00:00Z";

    static final List<EventCodec.Row> ROWS = List.of(
            row(
                    "opened",
                    "{\"mode\":\"random\",\"locale\":\"fr\",\"left\":\"a\",\"right\":\"b\",\"pool\":[\"a\",\"b\"],"
                            + "\"propensity\":1.0,\"settings\":{\"temperature\":0.7,\"topK\":0,\"topP\":1.0,"
                            + "\"minP\":0.0,\"seed\":7,\"maxOutputTokens\":2048,\"stop\":[]}}"),
            row("asked", "{\"turn\":0,\"prompt\":\"" + CANARY + " ?\"}"),
            row(
                    "answered",
                    "{\"turn\":0,\"side\":\"a\",\"text\":\"" + CANARY + " : la diffusion.\",\"finishReason\":\"STOP\","
                            + "\"usage\":{\"promptTokens\":1,\"outputTokens\":2,\"prefillNanos\":3,\"decodeNanos\":4},"
                            + "\"energy\":[],\"measured\":null}"),
            row("failed", "{\"turn\":0,\"side\":\"b\",\"partial\":\"\",\"cause\":\"none\",\"retryable\":true}"),
            row("vote_cast", "{\"turn\":0,\"choice\":\"a\",\"tags\":{\"a\":[\"useful\"],\"b\":[]}}"),
            row("revealed", "{}"));

    static final List<DuelEvent> EVENTS = List.of(
            new DuelEvent.Opened(
                    duel(),
                    at(),
                    "visitor 1",
                    Mode.RANDOM,
                    "fr",
                    "a",
                    "b",
                    List.of(),
                    List.of("a", "b"),
                    1.0,
                    GenerationSettings.DEFAULT.withSeed(7),
                    Optional.empty()),
            new DuelEvent.Asked(duel(), at(), 0, CANARY + " ?"),
            new DuelEvent.Answered(
                    duel(),
                    at(),
                    0,
                    Side.LEFT,
                    CANARY + " : la diffusion.",
                    false,
                    FinishReason.STOP,
                    new Usage(1, 2, 3, 4),
                    List.of(),
                    Optional.empty()),
            new DuelEvent.Failed(duel(), at(), 0, Side.RIGHT, "", "none", true),
            new DuelEvent.VoteCast(
                    duel(), at(), new Vote(0, Choice.A, Map.of(Side.LEFT, Set.of(Tag.USEFUL), Side.RIGHT, Set.of()))),
            new DuelEvent.Revealed(duel(), at()));

    private FormerDatabase() {}

    /** Make one in a directory. */
    static void in(Path directory) throws SQLException {
        String address = "jdbc:sqlite:" + directory.resolve("joute.db");
        Flyway.configure(Database.class.getClassLoader())
                .dataSource(address, null, null)
                .locations("classpath:db/migration")
                .loggers("slf4j")
                .target("1")
                .load()
                .migrate();
        try (Connection connection = DriverManager.getConnection(address)) {
            for (EventCodec.Row row : ROWS) {
                insert(connection, row);
            }
        }
    }

    private static void insert(Connection connection, EventCodec.Row row) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO event (duel, type, at, visitor, version, payload) VALUES (?, ?, ?, ?, 1, ?)")) {
            insert.setString(1, row.duel());
            insert.setString(2, row.type());
            insert.setString(3, row.at());
            insert.setString(4, row.visitor().orElse(null));
            insert.setString(5, row.payload());
            insert.executeUpdate();
        }
    }

    private static EventCodec.Row row(String type, String payload) {
        Optional<String> visitor = type.equals("opened") ? Optional.of("visitor 1") : Optional.empty();
        return new EventCodec.Row(DUEL, type, AT, visitor, 1, payload);
    }

    private static DuelId duel() {
        return new DuelId(DUEL);
    }

    private static Instant at() {
        return Instant.parse(AT);
    }
}
