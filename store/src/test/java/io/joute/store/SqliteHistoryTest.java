package io.joute.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.joute.arena.board.CastBy;
import io.joute.arena.board.ImportedVote;
import io.joute.arena.duel.Mode;
import io.joute.arena.prompt.Category;
import io.joute.arena.prompt.Subject;
import io.joute.arena.ranking.Comparison;
import io.joute.arena.ranking.Outcome;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteHistoryTest {
    @TempDir
    Path folder;

    private Database database;
    private SqliteHistory history;

    @BeforeEach
    void open() {
        database = Database.open(folder);
        history = new SqliteHistory(database);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static ImportedVote vote(String source, String key) {
        return new ImportedVote(
                ImportedVote.id(source, key),
                source,
                Instant.parse("2026-01-02T03:04:05.678Z"),
                Mode.BIG_VERSUS_SMALL,
                new Subject(Optional.of("fr"), Category.COOKING),
                CastBy.JUDGE,
                new Comparison(source + ":'v\"1", "a", "b", Outcome.BOTH_BAD));
    }

    private List<ImportedVote> all() {
        List<ImportedVote> votes = new ArrayList<>();
        history.readAll(votes::add);
        return votes;
    }

    @Test
    void givesBackWhatItTookAndTakesNothingTwice() {
        ImportedVote unknown = new ImportedVote(
                ImportedVote.id("x", "9"),
                "x",
                Instant.EPOCH,
                Mode.RANDOM,
                Subject.UNKNOWN,
                CastBy.PEOPLE,
                new Comparison("x:v", "a", "b", Outcome.A));
        assertThat(history.add(List.of(vote("s", "1"), vote("s", "2"), unknown)))
                .isEqualTo(3);
        assertThat(history.add(List.of(vote("s", "2"), vote("s", "3")))).isEqualTo(1);

        assertThat(all()).containsExactly(vote("s", "1"), vote("s", "2"), unknown, vote("s", "3"));
        assertThat(history.sources()).containsExactly(Map.entry("s", 3L), Map.entry("x", 1L));
    }

    @Test
    void letsGoOfASource() {
        history.add(List.of(vote("s", "1"), vote("t", "1")));
        assertThat(history.forget("s")).isEqualTo(1);
        assertThat(history.forget("nobody")).isZero();
        assertThat(all()).containsExactly(vote("t", "1"));
        assertThat(history.add(List.of(vote("s", "1")))).isEqualTo(1);
    }
}
