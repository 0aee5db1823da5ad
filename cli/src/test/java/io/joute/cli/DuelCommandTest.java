package io.joute.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whole duels in a pipe, on the demo models. */
final class DuelCommandTest {
    @TempDir
    Path data;

    @Test
    void playsFromThePromptToTheReveal() {
        Run run = duel("Quelle est la capitale du Japon ?\na\n");

        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
        assertThat(run.out())
                .containsSubsequence("\nA\n", "\nB\n", "A was ", "parameters, size XS", "B was ", "ecologits-0.9");
    }

    @Test
    void namesNoModelBeforeTheVote() {
        Run run = duel("Quelle est la capitale du Japon ?\nEt de la France ?\nb\n");

        String beforeTheVote = run.out().substring(0, run.out().indexOf("A was "));
        assertThat(beforeTheVote).doesNotContain("Joute Grand", "Joute Petit", "joute-demo");
    }

    @Test
    void asksFurtherQuestionsOfBothSides() {
        Run run = duel("Quelle est la capitale du Japon ?\nEt de la France ?\n=\n");

        assertThat(run.code()).isZero();
        assertThat(run.out().split("\nA\n", -1)).hasSize(3);
    }

    @Test
    void keepsTheModelsHiddenWithoutAVote() {
        Run run = duel("Quelle est la capitale du Japon ?\n");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).isEqualTo("joute duel: no vote: the models stay hidden\n");
        assertThat(run.out()).doesNotContain("A was ");
    }

    @Test
    void countsItsVotesInTheArenasRanking() {
        duel("Quelle est la capitale du Japon ?\na\n");
        duel("Quelle est la capitale de l'Italie ?\nb\n");

        Run rank = Run.of("rank", "--data", data.toString(), "--json");

        JsonNode report = new JsonMapper().readTree(rank.out());
        assertThat(report.get("votes").asInt()).isEqualTo(2);
        assertThat(report.get("voters").asInt()).isEqualTo(1);
    }

    @Test
    void refusesAnEmptyQuestion() {
        Run run = duel("\n");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).startsWith("joute duel: prompt is empty");
    }

    @Test
    void refusesAModeThatDoesNotExist() {
        Run run = Run.of("duel", "--data", data.toString(), "--mode", "chess");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err())
                .isEqualTo("joute duel: --mode is 'chess', expected random, chosen, small_only,"
                        + " big_versus_small, same_family, teacher_student\n");
    }

    @Test
    void letsTheModelsBePickedAndTheVoterBeUndecided() {
        Run run = Run.with(
                "Quelle est la capitale du Japon ?\n?\n",
                Map.of(),
                "duel",
                "--data",
                data.toString(),
                "--mode",
                "chosen",
                "--with",
                "joute-demo-3m",
                "--with",
                "joute-demo-240k-alone");

        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("A was ", "Joute Grand");
    }

    private Run duel(String input) {
        return Run.with(input, Map.of(), "duel", "--data", data.toString());
    }
}
