package io.joute.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code joute rank} on tables: figures to 1e-6 of the reference's. */
final class RankCommandTest {
    private static final JsonMapper JSON = new JsonMapper();

    @Test
    void givesTheReferencesFiguresForFiveModels() {
        Run run = Run.of("rank", table("small5"), "--intervals", "sandwich", "--json");

        JsonNode bravo = JSON.readTree(run.out()).get("models").get(0);
        assertThat(run.code()).isZero();
        assertThat(bravo.get("model").asString()).isEqualTo("bravo");
        assertThat(bravo.get("beta").asDouble()).isCloseTo(0.614113357996, within(1e-6));
        assertThat(bravo.get("rating").asDouble()).isCloseTo(1106.68241706, within(1e-4));
        assertThat(bravo.get("se").asDouble()).isCloseTo(0.158881512488, within(1e-6));
        assertThat(bravo.get("low").asDouble()).isCloseTo(1052.58634161, within(1e-4));
        assertThat(bravo.get("high").asDouble()).isCloseTo(1160.7784925, within(1e-4));
        assertThat(bravo.get("votes").asInt()).isEqualTo(91);
        assertThat(bravo.get("rank").asInt()).isEqualTo(1);
        assertThat(bravo.get("tier").asInt()).isEqualTo(1);
    }

    @Test
    void fitsTheModelsWithTies() {
        JsonNode davidson = JSON.readTree(
                Run.of("rank", table("small5"), "--model", "davidson", "--json").out());
        JsonNode raoKupper = JSON.readTree(Run.of("rank", table("small5"), "--model", "rao-kupper", "--json")
                .out());

        assertThat(davidson.get("tieParameter").asDouble()).isCloseTo(0.475096901588, within(1e-6));
        assertThat(raoKupper.get("tieParameter").asDouble()).isCloseTo(1.51581106114, within(1e-6));
    }

    @Test
    void readsATableFromStandardInput() throws IOException {
        String votes = Files.readString(Path.of(table("small5")));

        Run run = Run.with(votes, Map.of(), "rank", "-");

        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("bravo", "200 votes of 12 voters");
    }

    @Test
    void saysWhichModelsCanBeComparedWhenNoFiniteRankingExists() {
        Run run = Run.of("rank", table("deg-undefeated"), "--json");

        JsonNode report = JSON.readTree(run.out());
        assertThat(run.code()).isEqualTo(3);
        assertThat(report.get("finite").asBoolean()).isFalse();
        assertThat(report.get("components").toString()).isEqualTo("[[\"a\"],[\"b\",\"c\"]]");
    }

    @Test
    void printsTheComponentsForPeopleToo() {
        Run run = Run.of("rank", table("deg-disconnected"));

        assertThat(run.code()).isEqualTo(3);
        assertThat(run.out()).contains("No common scale", "  a, b\n", "  c, d\n");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void namesTheLineThatIsNoVote(@TempDir Path folder) throws IOException {
        Path file =
                Files.writeString(folder.resolve("votes.csv"), "model_a,model_b,outcome\na,b,model_a\na,b,nobody\n");

        Run run = Run.of("rank", file.toString());

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err())
                .isEqualTo("joute rank: " + file
                        + ": line 3: outcome is 'nobody', expected model_a, model_b, tie or both_bad\n");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void namesTheColumnThatIsMissing(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("votes.csv"), "model_a,outcome\na,model_a\n");

        assertThat(Run.of("rank", file.toString()).err())
                .contains("line 1: the header has no column model_b; it names [model_a, outcome]");
    }

    @Test
    void refusesTextThatIsNotUtf8(@TempDir Path folder) throws IOException {
        Path file =
                Files.write(folder.resolve("votes.csv"), new byte[] {'m', (byte) 0xff, ',', 'x', '\n', 'a', ',', 'b'});

        assertThat(Run.of("rank", file.toString()).err()).endsWith(file + ": is not text in UTF-8\n");
    }

    @Test
    void namesTheModelsThereAre() {
        Run run = Run.of("rank", table("small5"), "--model", "elo");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).isEqualTo("joute rank: --model is 'elo', expected bt, davidson, rao-kupper\n");
    }

    @Test
    void ranksAnExportAsItDoesATable() {
        Run table = Run.of("rank", table("small5"), "--json");
        Run export = Run.of("rank", "--from-export", table("small5"), "--json");

        assertThat(export.out()).isEqualTo(table.out()).contains("bravo");
        assertThat(Run.of("rank", table("small5"), "--from-export", "x").err())
                .isEqualTo(
                        "joute rank: both '" + table("small5") + "' and --from-export 'x' are given, expected one\n");
    }

    @Test
    void showsWhatOtherMethodsMakeOfTheSameVotes() {
        Run run = Run.of("rank", table("small5"), "--other-methods", "--json");

        JsonNode others = JSON.readTree(run.out()).get("otherMethods");
        assertThat(others.get("elo-4").get("bravo").asDouble()).isCloseTo(1048.82777617, within(1e-6));
        assertThat(others.get("elo-32").get("echo").asDouble()).isCloseTo(872.647767773, within(1e-6));
        assertThat(others.get("ridge-1.0").get("alpha").asDouble())
                .isCloseTo(1000 + 400 / Math.log(10) * 0.555749306969, within(1e-6));
        assertThat(Run.of("rank", table("small5"), "--other-methods").out()).contains("elo-4", "half-wins");
    }

    @Test
    void marksRatingsThatExistOnlyByAPull() {
        JsonNode report =
                JSON.readTree(Run.of("rank", table("deg-undefeated"), "--json").out());

        assertThat(report.get("provisional").get("a").asDouble())
                .isCloseTo(1000 + 400 / Math.log(10) * 1.23587392786, within(1e-6));
        assertThat(Run.of("rank", table("deg-undefeated")).out()).contains("pulled together by a ridge of 1");
    }

    private static String table(String name) {
        URL resource = Objects.requireNonNull(RankCommandTest.class.getResource(name + "-votes.csv"), name);
        try {
            return Path.of(resource.toURI()).toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
