package io.joute.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.joute.arena.catalog.Architecture;
import io.joute.arena.catalog.Background;
import io.joute.arena.catalog.Build;
import io.joute.arena.catalog.Details;
import io.joute.arena.catalog.Input;
import io.joute.arena.catalog.ModelCard;
import io.joute.arena.catalog.ModelStatus;
import io.joute.arena.catalog.Openness;
import io.joute.arena.catalog.ParameterCount;
import io.joute.arena.catalog.Permission;
import io.joute.arena.catalog.Reasoning;
import io.joute.arena.catalog.Rights;
import io.joute.arena.catalog.Serving;
import io.joute.arena.duel.DuelSettings;
import io.joute.server.http.ServerSettings;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The catalogue as a visitor reads it: sifted, compared, one model at a time. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CatalogPagesTest {
    private final TestArena arena =
            new TestArena(DemoServer.famous(), DuelSettings.DEFAULT.unpaced(), new SecureRandom(), DemoServer::past);
    private JouteServer server;
    private Browser browser;
    private Browser french;

    @BeforeAll
    void start() {
        arena.catalog().save(closed("shut-1"));
        arena.catalog().save(hidden());
        server = JouteServer.start(ServerSettings.DEFAULT.withPort(0), arena.served());
        browser = new Browser(server.port(), "en");
        french = new Browser(server.port(), "fr");
    }

    @AfterAll
    void stop() {
        browser.close();
        french.close();
        server.close();
        arena.close();
    }

    /** A card that nobody can answer for here. */
    private static ModelCard closed(String id) {
        return new ModelCard(
                id,
                "Shut 1",
                "Shut",
                "Élysée Lab",
                "FR",
                "2025-05",
                "proprietary",
                Openness.PROPRIETARY,
                ParameterCount.of(440),
                new ParameterCount(44, 132),
                true,
                Optional.of(128_000),
                Optional.empty(),
                "WOR",
                1.2,
                Optional.empty(),
                Map.of("fr", "Fermé : sa taille « se devine »", "en", "Closed"),
                Optional.empty(),
                Optional.empty(),
                ModelStatus.ENABLED,
                new Details(
                        new Background(
                                Optional.of("1"),
                                Optional.of("2024-04"),
                                List.of("fr", "de"),
                                List.of(),
                                Map.of("en", "Its size is not published."),
                                Map.of("en", "It never slept."),
                                List.of(new Background.Link("Home page", "https://example.org/shut"))),
                        new Build(
                                Architecture.MOE,
                                Optional.of("EcoLogits"),
                                Optional.empty(),
                                Set.of(Input.TEXT, Input.IMAGE),
                                Reasoning.NO,
                                Optional.empty(),
                                Optional.empty()),
                        new Rights(
                                Optional.of(false),
                                Optional.of(false),
                                Permission.CONDITIONS,
                                Permission.FORBIDDEN,
                                Map.of("en", "By contract."),
                                Optional.empty()),
                        Serving.NONE));
    }

    private static ModelCard hidden() {
        return closed("hidden-1").withStatus(ModelStatus.DISABLED);
    }

    private String page(String path) {
        return browser.get(path).body();
    }

    private static long cards(String page) {
        return page.split("<li class=\"model\"", -1).length - 1L;
    }

    @Test
    void showsEveryCardAndWhoPlays() {
        assertThat(cards(page("/models"))).isEqualTo(7);
        assertThat(page("/models"))
                .contains("7 models", "plays here", "not running here", "Llama 3.1 405B", "href=\"/models/shut-1\"")
                .doesNotContain("hidden-1");
    }

    @Test
    void findsByWordsWithoutAccentsOrCapitals() {
        assertThat(cards(page("/models?q=elysee"))).isEqualTo(1);
        assertThat(cards(page("/models?q=LLAMA+70b"))).isEqualTo(1);
        assertThat(page("/models?q=nothing+at+all")).contains("0 models", "No model fits.");
        assertThat(french.get("/models?q=rien").body()).contains("0 modèle ·");
    }

    @Test
    void siftsByEachFacetAndCountsWhatWouldBeLeft() {
        assertThat(page("/models")).contains("XL (2)", "Élysée Lab (1)", "Proprietary (1)", "not running here (1)");
        assertThat(cards(page("/models?size=XL"))).isEqualTo(2);
        assertThat(cards(page("/models?size=XL&openness=proprietary"))).isEqualTo(1);
        assertThat(page("/models?openness=proprietary")).contains("XL (1)").doesNotContain("XS (");
        assertThat(cards(page("/models?language=de"))).isEqualTo(1);
        assertThat(cards(page("/models?architecture=moe"))).isEqualTo(1);
        assertThat(cards(page("/models?where=elsewhere"))).isEqualTo(1);
        assertThat(cards(page("/models?energy=D"))).isEqualTo(1);
    }

    @Test
    void ordersByWhatIsAsked() {
        assertThat(page("/models?sort=name").indexOf("id=\"gemma-3-4b\""))
                .isLessThan(page("/models?sort=name").indexOf("id=\"llama-3.1-405b\""));
        String byRating = page("/models?sort=rating");
        assertThat(byRating.indexOf("id=\"gemma-3-4b\"")).isLessThan(byRating.indexOf("id=\"llama-3.1-8b\""));
        assertThat(byRating.indexOf("id=\"llama-3.1-8b\"")).isLessThan(byRating.indexOf("id=\"shut-1\""));
        assertThat(browser.get("/models?sort=luck").statusCode()).isEqualTo(400);
    }

    @Test
    void comparesTwoCardsSideBySide() {
        for (String query : List.of("compare=llama-3.3-70b,gemma-3-4b", "compare=llama-3.3-70b&compare=gemma-3-4b")) {
            assertThat(page("/models?" + query))
                    .contains(
                            "Two models side by side",
                            "Llama 3.3 70B takes 7.8 times the energy of Gemma 3 4B.",
                            "Llama 3.3 70B has 16 times the parameters of Gemma 3 4B",
                            "<th scope=\"row\">Parameters</th>");
        }
        assertThat(page("/models?compare=gemma-3-4b"))
                .contains("Tick exactly two models", "value=\"gemma-3-4b\" checked");
        assertThat(page("/models?compare=gemma-3-4b,hidden-1")).contains("Tick exactly two models");
    }

    @Test
    void tellsAllThatIsKnownOfAModel() {
        assertThat(page("/models/shut-1"))
                .contains(
                        "not running here",
                        "The size of Shut 1 is not published. It is estimated at 440 billion parameters",
                        "Class (workshop scale)",
                        "mixture of experts",
                        "It never slept.",
                        "By contract.",
                        "forbidden",
                        "French, German",
                        "880 GB for its weights: a server, 11 GPUs of 80 GB",
                        "href=\"https://example.org/shut\" rel=\"noopener noreferrer nofollow\"",
                        "No vote here is about it yet.");
        assertThat(french.get("/models/shut-1").body())
                .contains("mélange d’experts", "ne tourne pas ici", "Milliards de paramètres")
                .contains("Fermé\u202F: sa taille «\u202Fse devine\u202F»");
    }

    @Test
    void showsHowAModelFaredHere() {
        assertThat(page("/models/gemma-3-4b"))
                .contains("Rating ", "Revealed duels", "Its rating, vote by vote", "class=\"range\"", "Against whom")
                .contains("href=\"/models/llama-3.1-405b\"");
    }

    @Test
    void leavesModelsThatNobodyCanAskAndNobodyVotedForOffTheLeaderboard() {
        assertThat(page("/leaderboard")).contains("Gemma 3 4B").doesNotContain("Shut 1");
        assertThat(page("/leaderboard.csv")).contains("gemma-3-4b").doesNotContain("shut-1");
    }

    @Test
    void knowsNoModelThatIsHiddenOrUnknown() {
        assertThat(browser.get("/models/hidden-1").statusCode()).isEqualTo(404);
        assertThat(browser.get("/models/nobody").statusCode()).isEqualTo(404);
    }
}
