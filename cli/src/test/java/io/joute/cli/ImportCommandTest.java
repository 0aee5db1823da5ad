package io.joute.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.joute.arena.dataset.Cell;
import io.joute.arena.dataset.Column;
import io.joute.arena.dataset.ColumnType;
import io.joute.arena.dataset.TableFormat;
import io.joute.store.table.ParquetFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportCommandTest {
    private static final String VOTES = """
            question_id,model_a,model_b,winner,judge,tstamp
            q1,alpha,beta,model_a,u1,1
            q2,alpha,beta,model_b,u2,2
            q3,alpha,beta,tie,u3,3
            q4,alpha,beta,,u3,4
            """;

    @TempDir
    Path folder;

    private Run run(String command, String... arguments) {
        return Run.of(Stream.concat(
                        Stream.of(command, "--data", folder.resolve("data").toString()), Stream.of(arguments))
                .toArray(String[]::new));
    }

    private String csv() throws IOException {
        Path file = folder.resolve("votes.csv");
        Files.writeString(file, VOTES);
        return file.toString();
    }

    @Test
    void takesVotesInOnceAndLetsThemGo() throws IOException {
        String file = csv();

        assertThat(run("import", file).out())
                .contains("lmarena: 3 votes read, 3 new", "1 rows left out: no vote", "lmarena  3");
        assertThat(run("import", file).out()).contains("3 votes read, 0 new");
        assertThat(run("import", "--json").out()).contains("\"lmarena\" : 3");
        assertThat(run("import", file, "--cast-by", "judge").out()).contains("lmarena-judge: 3 votes read, 3 new");
        assertThat(run("import", "--forget", "lmarena").out())
                .contains("3 votes let go of", "lmarena-judge  3")
                .doesNotContain("lmarena  3");
    }

    @Test
    void letsNothingGoBeforeTheNewFileIsRead() throws IOException {
        run("import", csv());
        Path other = Files.writeString(folder.resolve("other.csv"), "a,b\n1,2\n");
        String row = """
                {"question_id": "q", "model_a": "alpha", "model_b": "beta", "winner": "model_a", "judge": "u", "tstamp": 1}
                """;
        Path broken = Files.writeString(folder.resolve("broken.jsonl"), row.repeat(5000) + "{");

        for (List<String> wrong : List.of(
                List.of("nowhere.csv"),
                List.of(other.toString()),
                List.of(broken.toString()),
                List.of(csv(), "--cast-by", "cats"),
                List.of("--cast-by", "cats"))) {
            List<String> arguments = new ArrayList<>(List.of("--forget", "lmarena"));
            arguments.addAll(wrong);
            assertThat(run("import", arguments.toArray(String[]::new)).code())
                    .as("%s", wrong)
                    .isNotZero();
            assertThat(run("import", "--json").out()).as("%s", wrong).contains("\"lmarena\" : 3");
        }
        assertThat(run("import", csv(), "--forget", "lmarena").out())
                .contains("3 votes read, 3 new", "3 votes let go of");
    }

    @Test
    void ranksImportedVotesOnlyWhenAskedTo() throws IOException {
        run("import", csv(), "--rename", "alpha=joute-alpha");
        assertThat(run("rank").out()).contains("No common scale");
        assertThat(run("rank", "--with-history").out()).contains("joute-alpha", "3 votes of 3 voters");
    }

    @Test
    void saysWhatItCannotTakeIn() throws IOException {
        Path other = folder.resolve("other.csv");
        Files.writeString(other, "a,b\n1,2\n");
        assertThat(run("import", other.toString()).err()).contains("other.csv: the columns are [a, b]");
        assertThat(run("import", "nowhere.csv").err()).contains("nowhere.csv: no such file");
        assertThat(run("import", other.toString(), "--cast-by", "cats").err())
                .contains("--cast-by is 'cats', expected people, judge");
    }

    @Test
    void ranksAParquetFileLikeItsTable() throws IOException {
        Path table = folder.resolve("votes.csv");
        Path parquet = folder.resolve("votes.parquet");
        StringBuilder csv = new StringBuilder("model_a,model_b,outcome,voter_id\n");
        ColumnType text = new ColumnType.Text();
        List<Column> columns = Stream.of("model_a", "model_b", "outcome", "voter_id")
                .map(name -> new Column(name, text))
                .toList();
        try (TableFormat.Sink sink = new ParquetFormat().open(parquet, columns)) {
            for (int i = 0; i < 300; i++) {
                List<String> row = List.of(
                        "m" + i % 4,
                        "m" + (i + 1 + i % 3) % 4,
                        List.of("model_a", "model_b", "tie", "both_bad").get((i * 7 + i / 4) % 4),
                        "v" + i % 40);
                csv.append(String.join(",", row)).append('\n');
                sink.write(row.stream().map(Cell::text).toList());
            }
        }
        Files.writeString(table, csv);

        Run ranked = Run.of("rank", "--votes", parquet.toString(), "--json");
        assertThat(ranked.code()).isZero();
        assertThat(ranked.out())
                .isEqualTo(Run.of("rank", table.toString(), "--json").out());
        assertThat(Run.of("rank", parquet.toString(), "--other-methods").err()).contains("reads a CSV table");
    }
}
