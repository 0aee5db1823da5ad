package io.joute.store.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.joute.arena.board.CastBy;
import io.joute.arena.board.ImportedVote;
import io.joute.arena.dataset.Cell;
import io.joute.arena.dataset.Column;
import io.joute.arena.dataset.ColumnType;
import io.joute.arena.dataset.PublishedVotes;
import io.joute.arena.dataset.TableFormat;
import io.joute.arena.dataset.VoteTable;
import io.joute.arena.duel.Mode;
import io.joute.arena.ranking.Comparison;
import io.joute.arena.ranking.Outcome;
import io.joute.arena.ranking.Ranking;
import io.joute.arena.ranking.RankingOptions;
import io.joute.arena.ranking.Tally;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VoteFilesTest {
    private static final ColumnType TEXT = new ColumnType.Text();
    private static final List<Column> VOTES = List.of(
            new Column("model_a", TEXT),
            new Column("conversation", new ColumnType.Many(TEXT)),
            new Column("model_b", TEXT),
            new Column("winner", TEXT),
            new Column("judge", TEXT),
            new Column("turn", new ColumnType.Whole()),
            new Column("anony", new ColumnType.Flag()),
            new Column("languages", new ColumnType.Many(TEXT)),
            new Column("tstamp", new ColumnType.Real()),
            new Column("question_id", TEXT),
            new Column("metadata", new ColumnType.Group(List.of(new Column("mode", TEXT)))));
    private static final List<String> WORDS = List.of("model_a", "model_b", "tie", "tie (bothbad)");
    private static final List<Outcome> OUTCOMES = List.of(Outcome.A, Outcome.B, Outcome.TIE, Outcome.BOTH_BAD);

    @TempDir
    Path folder;

    private static List<Cell> row(int number, Comparison vote) {
        return List.of(
                Cell.text(vote.modelA()),
                Cell.texts(List.of("never", "read")),
                Cell.text(vote.modelB()),
                Cell.text(WORDS.get(OUTCOMES.indexOf(vote.outcome()))),
                Cell.text(vote.voter()),
                new Cell.Whole(1),
                new Cell.Flag(number % 2 == 0),
                number % 3 == 0 ? new Cell.Many(List.of()) : Cell.texts(List.of("fr", "en")),
                new Cell.Real(1_700_000_000.5 + number),
                Cell.text("q" + number),
                number % 5 == 0 ? Cell.none() : new Cell.Group(List.of(Cell.text("custom"))));
    }

    private static List<Comparison> comparisons(int count) {
        Random random = new Random(5);
        List<Comparison> votes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int first = random.nextInt(12);
            int second = (first + 1 + random.nextInt(11)) % 12;
            votes.add(new Comparison(
                    "voter-" + random.nextInt(3000),
                    "model-" + first,
                    "model-" + second,
                    OUTCOMES.get(random.nextInt(4))));
        }
        return votes;
    }

    private Path parquet(List<Comparison> votes) throws IOException {
        Path file = folder.resolve("votes.parquet");
        try (TableFormat.Sink sink = new ParquetFormat().open(file, VOTES)) {
            for (int i = 0; i < votes.size(); i++) {
                sink.write(row(i, votes.get(i)));
            }
        }
        return file;
    }

    @Test
    void countsAParquetFileAsItsVotesOneByOne() throws IOException {
        List<Comparison> votes = comparisons(20_000);
        Tally counted = new ParquetTally(parquet(votes)).count(2);

        assertThat(counted.comparisons()).isEqualTo(20_000);
        assertThat(counted.voters()).isEqualTo(Tally.of(votes).voters());
        assertThat(Ranking.fit(counted, RankingOptions.DEFAULT))
                .usingRecursiveComparison()
                .isEqualTo(Ranking.fit(Tally.of(votes), RankingOptions.DEFAULT));
    }

    @Test
    void readsTheSameVotesFromParquetAndFromJson() throws IOException {
        List<Comparison> votes = comparisons(50);
        Path json = folder.resolve("votes.jsonl");
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < votes.size(); i++) {
            Comparison vote = votes.get(i);
            lines.append(
                    ("{'model_a':'%s','model_b':'%s','winner':'%s','judge':'%s','turn':1,'anony':%s,'languages':%s,"
                                    + "'tstamp':%s,'question_id':'q%d','metadata':%s}\n")
                            .formatted(
                                    vote.modelA(),
                                    vote.modelB(),
                                    WORDS.get(OUTCOMES.indexOf(vote.outcome())),
                                    vote.voter(),
                                    i % 2 == 0,
                                    i % 3 == 0 ? "[]" : "['fr','en']",
                                    1_700_000_000.5 + i,
                                    i,
                                    i % 5 == 0 ? "null" : "{'mode':'custom'}")
                            .replace('\'', '"'));
        }
        Files.writeString(json, lines);
        Path list = folder.resolve("votes.json");
        Files.writeString(list, "[" + lines.toString().strip().replace("\n", ",") + "]");

        List<ImportedVote> fromParquet = read(new ParquetVotes(parquet(votes)));
        assertThat(fromParquet).hasSize(50);
        assertThat(fromParquet.get(1).subject().language()).isEqualTo(Optional.of("fr"));
        assertThat(fromParquet.get(1).mode()).isEqualTo(Mode.CHOSEN);
        assertThat(fromParquet.get(3).subject().language()).isEmpty();
        assertThat(read(new JsonVotes(json))).isEqualTo(fromParquet);
        assertThat(read(new JsonVotes(list))).isEqualTo(fromParquet);
    }

    private static List<ImportedVote> read(VoteTable table) throws IOException {
        return new PublishedVotes(table, CastBy.PEOPLE, Map.of()).read().votes();
    }

    @Test
    void saysWhatIsWrongWithAFile() throws IOException {
        Path text = folder.resolve("x.parquet");
        Files.writeString(text, "PAR1 is how it would begin, not how it ends");
        Path other = folder.resolve("other.parquet");
        try (TableFormat.Sink sink = new ParquetFormat().open(other, List.of(new Column("a", TEXT)))) {
            sink.write(List.of(Cell.text("b")));
        }
        Path broken = folder.resolve("broken.jsonl");
        Files.writeString(broken, "{\"a\":1}\n{\"a\":");

        assertThatThrownBy(() -> new ParquetTally(text).count(2))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("x.parquet: is no Parquet file");
        assertThatThrownBy(() -> new ParquetTally(other).count(2))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("has no column model_a or model_a_name; it has [a]");
        assertThatThrownBy(() -> new JsonVotes(broken))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("broken.jsonl: row 2 cannot be read as JSON");
    }
}
