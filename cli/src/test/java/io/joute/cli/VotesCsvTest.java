package io.joute.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.joute.arena.ranking.Comparison;
import io.joute.arena.ranking.Outcome;
import io.joute.arena.ranking.Ranked;
import io.joute.arena.ranking.Ranking;
import io.joute.arena.ranking.RankingOptions;
import io.joute.arena.ranking.Tally;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables of votes as programs and people write them. */
final class VotesCsvTest {
    private static Tally count(String table) throws IOException {
        return new VotesCsv("votes").count(new ByteArrayInputStream(table.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void readsQuotesLineEndsAndAMark() throws IOException {
        Tally tally = count("\uFEFFoutcome,note,\"model_b\",model_a,voter_id\r\n"
                + "model_a,\"two\nlines, and \"\"quotes\"\"\",b,\"a, the \"\"first\"\"\",v1\r\n"
                + "\r\n"
                + "tie,5\" screen,\"b\",é,v2\r\n"
                + "both_bad,,\"b\",\"é\",");

        assertThat(tally.comparisons()).isEqualTo(3);
        assertThat(tally.voters()).isEqualTo(3);
        assertThat(tally.winMatrix().models()).containsExactly("a, the \"first\"", "b", "é");
        assertThat(tally.winMatrix().wins("a, the \"first\"", "b")).isEqualTo(1);
        assertThat(tally.winMatrix().ties("é", "b")).isEqualTo(2);
    }

    /** Bytes beside those of a comma and a line end, and bytes with their high bit set, in fields of every length. */
    @Test
    void cutsFieldsOfEveryLengthWhateverStandsInThem() throws IOException {
        Random random = new Random(3);
        String letters = "+-.\u000b\t\u0001~é¬Ā🦌a";
        int[] all = letters.codePoints().toArray();
        List<String> models = new ArrayList<>();
        StringBuilder table = new StringBuilder("note,model_a,model_b,outcome\n");
        for (int length = 1; length < 40; length++) {
            StringBuilder name = new StringBuilder("m" + length);
            for (int i = 0; i < length; i++) {
                name.appendCodePoint(all[random.nextInt(all.length)]);
            }
            models.add(name + "z");
            table.append("x".repeat(length % 9))
                    .append(',')
                    .append(models.getLast())
                    .append(",b,model_a\n");
        }

        Tally tally = count(table.toString());

        assertThat(tally.winMatrix().models()).hasSize(40).containsAll(models);
        models.forEach(model ->
                assertThat(tally.winMatrix().wins(model, "b")).as(model).isEqualTo(1));
    }

    @Test
    void readsByteByByteTheSame() throws IOException {
        String table = "model_a,model_b,outcome,voter_id\n\"x\"\"y\",b,model_b,v\na long name of a model,b,tie,w\n";
        InputStream slow = new ByteArrayInputStream(table.getBytes(StandardCharsets.UTF_8)) {
            @Override
            public synchronized int read(byte[] bytes, int offset, int length) {
                return super.read(bytes, offset, Math.min(1, length));
            }
        };

        Tally tally = new VotesCsv("votes").count(slow);

        assertThat(tally.winMatrix().models()).containsExactly("a long name of a model", "b", "x\"y");
        assertThat(tally.winMatrix().wins("b", "x\"y")).isEqualTo(1);
    }

    @Test
    void namesTheLineOfWhatIsWrong() {
        String header = "model_a,model_b,outcome\n";
        assertThatThrownBy(() -> count(header + "a,b,tie\na,,tie\n"))
                .hasMessage("votes: line 3: column model_b is missing or empty");
        assertThatThrownBy(() -> count(header + "\"a\n\",b,tie\na,b\n"))
                .hasMessage("votes: line 4: column outcome is missing or empty");
        assertThatThrownBy(() -> count(header + "a,b,model_c\n")).hasMessageContaining("line 2: outcome is 'model_c'");
        assertThatThrownBy(() -> count(header + "\"a,b,tie\n")).hasMessage("votes: line 2: a quoted field never ends");
        assertThatThrownBy(() -> count(header + "\"a\"x,b,tie\n"))
                .hasMessage("votes: line 2: text follows a quoted field");
        assertThatThrownBy(() -> count("")).hasMessage("votes: line 1: the header has no column model_a; it names []");
    }

    @Test
    void countsPartsAsOnePiece(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("votes.csv"), table(150_000, ""));

        Tally one = new VotesFile(file, 1).count();
        Tally parts = new VotesFile(file, 7).count();

        assertThat(Files.size(file)).isGreaterThan(1 << 22);
        assertThat(parts.comparisons()).isEqualTo(150_000);
        assertThat(parts.voters()).isEqualTo(one.voters());
        assertThat(ranked(parts).models()).isEqualTo(ranked(one).models());
    }

    @Test
    void findsTheLineOfAnErrorThatAPartMet(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("votes.csv"), table(150_000, "x,y,nobody,v,\n"));

        assertThatThrownBy(() -> new VotesFile(file, 4).count())
                .hasMessage(file + ": line 150002: outcome is 'nobody', expected model_a, model_b, tie or both_bad");
    }

    @Test
    void readsATableWithQuotesInOnePiece(@TempDir Path folder) throws IOException {
        String quoted = "a,b,tie,\"v\n1\",\n".repeat(3);
        Path file = Files.writeString(folder.resolve("votes.csv"), table(150_000, quoted));

        assertThat(new VotesFile(file, 4).count().comparisons()).isEqualTo(150_003);
    }

    @Test
    void putsVotesInTheOrderOfTheirTimes() throws IOException {
        String table = "ts,model_a,model_b,outcome\n30,a,b,tie\n10,b,c,model_a\n20.5,c,a,model_b\n";

        List<Comparison> votes =
                new VotesCsv("votes").inOrder(new ByteArrayInputStream(table.getBytes(StandardCharsets.UTF_8)));

        assertThat(votes)
                .containsExactly(
                        new Comparison("", "b", "c", Outcome.A),
                        new Comparison("", "c", "a", Outcome.B),
                        new Comparison("", "a", "b", Outcome.TIE));
    }

    @Test
    void looksNamesUpByTheirBytes() {
        ByteNames names = new ByteNames();
        List<byte[]> all = new ArrayList<>();
        for (int i = 0; i < 5000; i++) {
            byte[] name = ("x".repeat(i % 20) + i).getBytes(StandardCharsets.UTF_8);
            all.add(Arrays.copyOf(name, name.length + CsvRows.PADDING));
            Arrays.fill(all.getLast(), name.length, name.length + CsvRows.PADDING, (byte) i);
            names.put(all.getLast(), 0, name.length, i);
        }
        for (int i = 0; i < all.size(); i++) {
            int length = all.get(i).length - CsvRows.PADDING;
            assertThat(names.number(all.get(i), 0, length)).isEqualTo(i);
            assertThat(names.number(all.get(i), 0, length - 1)).isNotEqualTo(i);
        }
        assertThat(names.number(new byte[CsvRows.PADDING + 1], 0, 1)).isEqualTo(-1);
    }

    private static Ranked ranked(Tally tally) {
        return (Ranked) Ranking.fit(tally, RankingOptions.DEFAULT);
    }

    private static String table(int votes, String last) {
        Random random = new Random(5);
        StringBuilder table = new StringBuilder("model_a,model_b,outcome,voter_id,category\n");
        String[] outcomes = {"model_a", "model_b", "tie", "both_bad"};
        for (int i = 0; i < votes; i++) {
            int a = random.nextInt(12);
            int b = (a + 1 + random.nextInt(11)) % 12;
            table.append("model-").append(a).append(",model-").append(b).append(',');
            table.append(outcomes[random.nextInt(4)])
                    .append(",voter-")
                    .append(random.nextInt(900))
                    .append(",x\n");
        }
        return table.append(last).toString();
    }
}
