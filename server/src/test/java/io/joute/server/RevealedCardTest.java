package io.joute.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.joute.arena.catalog.Architecture;
import io.joute.arena.catalog.Background;
import io.joute.arena.catalog.Build;
import io.joute.arena.catalog.Details;
import io.joute.arena.catalog.Input;
import io.joute.arena.catalog.ModelCard;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the reveal tells of a card beyond its size. */
class RevealedCardTest {
    private static final Details TOLD = new Details(
            new Background(
                    Optional.empty(),
                    Optional.empty(),
                    List.of(),
                    List.of(),
                    Map.of(),
                    Map.of("fr", "Il dort : un peu.", "en", "It sleeps a little."),
                    List.of()),
            new Build(
                    Architecture.MOE,
                    Optional.empty(),
                    Optional.empty(),
                    Set.of(Input.TEXT),
                    Reasoning.NO,
                    Optional.empty(),
                    Optional.empty()),
            new Rights(
                    Optional.of(true),
                    Optional.of(true),
                    Permission.CONDITIONS,
                    Permission.FORBIDDEN,
                    Map.of("fr", "Nommer l’auteur.", "en", "Name the author."),
                    Optional.empty()),
            Serving.NONE);

    private TestArena arena;
    private JouteServer server;

    @BeforeEach
    void start() {
        List<TestArena.Entry> models = DemoServer.models().subList(0, 2);
        arena = new TestArena(models, DuelSettings.DEFAULT.unpaced(), new SecureRandom());
        ModelCard card = models.getFirst().card();
        arena.catalog().save(card.withDetails(TOLD));
        server = JouteServer.start(ServerSettings.DEFAULT.withPort(0), arena.served());
    }

    @AfterEach
    void stop() {
        server.close();
        arena.close();
    }

    @ParameterizedTest
    @CsvSource({
        "fr, Usage commercial: sous conditions; Réutilisation des réponses: interdit, mélange d’experts; Nommer l’auteur.; Il dort\u202F: un peu.",
        "en, Commercial use: on conditions; Reuse of its answers: forbidden, mixture of experts; Name the author.; It sleeps a little."
    })
    void tellsHowAModelIsBuiltWhatItsLicenceAllowsAndOneThingToRemember(String language, String rights, String told) {
        try (Browser browser = new Browser(server.port(), language)) {
            String path = browser.open("Capital?");
            browser.follow(path);
            String before = browser.get(path).body();
            browser.post(path + "/vote", "turn", "0", "choice", "a", "then", "reveal");
            String after = browser.get(path).body();

            String[] facts = Stream.of(rights.split("; "))
                    .map(fact -> "<dt>" + fact.replace(": ", "</dt><dd>") + "</dd>")
                    .toArray(String[]::new);
            assertThat(before).doesNotContain(told.split("; "));
            assertThat(after)
                    .contains(told.split("; "))
                    .contains(facts)
                    .contains("href=\"/models/joute-grand\"")
                    .containsOnlyOnce("class=\"aside\"");
        }
    }
}
