package io.joute.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import io.joute.arena.duel.Duel;
import io.joute.arena.duel.DuelId;
import io.joute.arena.duel.Side;
import io.joute.arena.duel.Vote;
import io.joute.distill.demo.DemoModel;
import io.joute.server.http.Language;
import io.joute.server.page.Ballots;
import io.joute.store.Database;
import io.joute.store.SqliteDuelLog;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Ten duels in each language, as someone before the page plays them. */
class DuelsInChromiumTest {
    private static final List<String> CHOICES = List.of("a", "b", "both_good", "both_bad");
    private static final List<String> LIKED = List.of("useful", "complete", "creative", "clear_formatting");
    private static final List<String> DISLIKED = List.of("incorrect", "superficial", "instructions_not_followed");
    private static final List<String> FRENCH = List.of(
            "Quelle est la capitale de l'Italie ?",
            "Combien font 7 + 5 ?",
            "Conjugue le verbe chanter au présent.",
            "Qu'est-ce qu'un token ?",
            "Bonjour !",
            "Quelle est la capitale du Japon ?",
            "Combien font 12 - 4 ?",
            "Qui es-tu ?",
            "Qui a peint la Joconde ?",
            "Qu'est-ce que la distillation ?");
    private static final List<String> ENGLISH = List.of(
            "What is the capital of Italy?",
            "What is 7 + 5?",
            "Conjugate the verb to sing in the present.",
            "What is a token?",
            "Hello!",
            "What is the capital of Japan?",
            "What is 12 - 4?",
            "Who are you?",
            "Who painted the Mona Lisa?",
            "What is distillation?");

    @TempDir
    Path folder;

    private record Played(Map<Side, String> models, Vote vote) {}

    @ParameterizedTest
    @EnumSource(Language.class)
    void countsEveryVoteAndNamesTheModelsThatAnswered(Language language) throws Exception {
        Path data = folder.resolve("data");
        Map<String, Played> played = new LinkedHashMap<>();
        try (Program program = Program.start(data);
                Chromium chromium = new Chromium();
                BrowserContext visitor = chromium.visitor(program.address(), language)) {
            Page page = visitor.newPage();
            Stage stage = new Stage(page, language);
            List<String> questions = language == Language.FRENCH ? FRENCH : ENGLISH;
            for (int i = 0; i < questions.size(); i++) {
                Played duel = play(stage, questions.get(i), i);
                played.put(stage.duel(), duel);
            }
            assertThat(played).hasSize(10);
            agreesWithTheApi(page, played);
            stage.expectOnTheLeaderboard(played.size());
        }
        agreesWithTheLog(data, played);
    }

    private static Played play(Stage stage, String question, int round) {
        String choice = CHOICES.get(round % CHOICES.size());
        String liked = LIKED.get(round % LIKED.size());
        String disliked = DISLIKED.get(round % DISLIKED.size());
        stage.ask(question, round % 2 == 0 ? "random" : "big_versus_small");
        stage.awaitAnswers();
        stage.voteAndReveal(choice, liked, disliked);
        return new Played(
                Map.of(Side.LEFT, id(stage.unmasked("A")), Side.RIGHT, id(stage.unmasked("B"))),
                Ballots.vote(0, choice, Map.of(Side.LEFT, about(liked), Side.RIGHT, about(disliked))));
    }

    private static Ballots.About about(String tag) {
        return new Ballots.About(List.of(tag), "");
    }

    /** The demo model with the name that the page shows. */
    private static String id(String name) {
        return Arrays.stream(DemoModel.values())
                .filter(model -> model.displayName().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("the page shows '" + name + "', which is no demo model"))
                .id();
    }

    private static void agreesWithTheApi(Page page, Map<String, Played> played) {
        JsonNode history = new JsonMapper()
                .readTree(page.request().get("/api/duels").text())
                .path("duels");
        assertThat(history.size()).isEqualTo(played.size());
        for (JsonNode line : history) {
            Played duel = Objects.requireNonNull(played.get(line.path("id").asString()), "a duel that was played");
            assertThat(line.path("models").path("a").asString()).isEqualTo(duel.models.get(Side.LEFT));
            assertThat(line.path("models").path("b").asString()).isEqualTo(duel.models.get(Side.RIGHT));
            assertThat(line.path("vote").path("choice").asString())
                    .isEqualTo(duel.vote.choice().key());
        }
    }

    private static void agreesWithTheLog(Path data, Map<String, Played> played) {
        try (Database database = Database.open(data)) {
            SqliteDuelLog log = new SqliteDuelLog(database);
            played.forEach((id, seen) -> {
                Duel duel = Duel.of(log.read(new DuelId(id)));
                assertThat(Set.of(duel.modelId(Side.LEFT), duel.modelId(Side.RIGHT)))
                        .hasSize(2);
                assertThat(duel.modelId(Side.LEFT)).isEqualTo(seen.models.get(Side.LEFT));
                assertThat(duel.modelId(Side.RIGHT)).isEqualTo(seen.models.get(Side.RIGHT));
                assertThat(duel.votes()).containsExactly(seen.vote);
                assertThat(duel.revealed()).isTrue();
            });
        }
    }
}
