package io.joute.server;

import io.joute.arena.catalog.ModelCard;
import io.joute.arena.catalog.ModelStatus;
import io.joute.arena.catalog.Openness;
import io.joute.arena.catalog.ParameterCount;
import io.joute.arena.catalog.Training;
import io.joute.arena.duel.DuelSettings;
import io.joute.server.http.ServerSettings;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The server with scripted models, to look at: {@code java … io.joute.server.DemoServer PORT}. */
final class DemoServer {
    private static final String FRENCH = """
            La capitale de l’Australie est **Canberra**.

            Elle a été choisie en 1908, à mi-chemin entre Sydney et Melbourne, qui se disputaient l’honneur. Le Parlement
            s’y est installé en 1927.

            - *Population* : environ 470 000 habitants
            - *Rivière* : la Molonglo, barrée en 1963
            """;
    private static final String ENGLISH = """
            The capital of Australia is **Canberra**.

            It was chosen in 1908, halfway between Sydney and Melbourne, which both wanted the honour. Parliament moved there
            in 1927.

            - *Population*: about 470,000
            - *River*: the Molonglo, dammed in 1963
            """;
    private static final String TABLE = """
            Here are the size classes:

            | Class | Billions |
            |---|---|
            | XS | below 7 |
            | S | 7 to 20 |

            A model of class **XS** is often enough.

            ```java
            var size = SizeScale.DECK.classOf(4);
            ```
            """;

    private DemoServer() {}

    public static void main(String[] arguments) throws InterruptedException {
        TestArena arena = new TestArena(
                arguments.length > 1 ? famous() : models(),
                DuelSettings.DEFAULT,
                new SecureRandom(),
                arguments.length > 1 ? DemoServer::past : votes -> {});
        int port = Integer.parseInt(arguments[0]);
        try (JouteServer server = JouteServer.start(
                ServerSettings.DEFAULT.withPort(port),
                arena.served(),
                ModelServer.programs(Optional.empty(), true),
                arena.administration())) {
            System.out.println(server.address() + "admin " + arena.access().resetPassword());
            Thread.currentThread().join();
        }
    }

    /** Models of all sizes, for a leaderboard with something to say. */
    static List<TestArena.Entry> famous() {
        return List.of(
                famous("llama-3.1-405b", "Llama 3.1 405B", 405.85),
                famous("llama-3.3-70b", "Llama 3.3 70B", 70.55),
                famous("mistral-small-24b", "Mistral Small 24B", 23.6),
                famous("llama-3.1-8b", "Llama 3.1 8B", 8.03),
                famous("gemma-3-4b", "Gemma 3 4B", 4.3),
                famous("llama-3.2-1b", "Llama 3.2 1B", 1.23));
    }

    private static TestArena.Entry famous(String id, String name, double billions) {
        ModelCard card = card(id, name, billions, Optional.empty(), 0.9);
        return new TestArena.Entry(card, new ScriptedModel(id, 60, DemoServer::atLength));
    }

    /** Votes among the famous ones; the last has few. */
    static void past(PastVotes votes) {
        List<ModelCard> cards = famous().stream().map(TestArena.Entry::card).toList();
        double[] strength = {1.1, 1.4, 1.3, 0.8, 1.6, 0.5};
        for (int i = 0; i < cards.size(); i++) {
            for (int j = i + 1; j < cards.size(); j++) {
                double share = 1 / (1 + Math.exp(strength[j] - strength[i]));
                votes.between(cards.get(i), cards.get(j), j == cards.size() - 1 ? 5 : 70, share);
            }
        }
    }

    static List<TestArena.Entry> models() {
        return List.of(
                new TestArena.Entry(
                        card("joute-grand", "Grand Joute", 0.0031, Optional.empty(), 0.981),
                        new ScriptedModel("joute-grand", 900, DemoServer::atLength)),
                new TestArena.Entry(
                        card("joute-ecuyer", "Écuyer", 0.00021, Optional.of("joute-grand"), 0.934),
                        new ScriptedModel("joute-ecuyer", 5200, DemoServer::briefly)),
                new TestArena.Entry(
                        card("joute-jumeau", "Jumeau sans maître", 0.00021, Optional.empty(), 0.712),
                        new ScriptedModel("joute-jumeau", 5100, DemoServer::briefly)));
    }

    private static String atLength(String prompt) {
        if (prompt.contains("table")) {
            return TABLE;
        }
        return prompt.contains("What") || prompt.contains("Which") ? ENGLISH : FRENCH;
    }

    private static String briefly(String prompt) {
        return prompt.contains("What") || prompt.contains("Which")
                ? "The capital of Australia is Canberra."
                : "La capitale de l’Australie est Canberra.";
    }

    private static ModelCard card(String id, String name, double billions, Optional<String> teacher, double exact) {
        return new ModelCard(
                id,
                name,
                "Joute",
                "Joute",
                "FR",
                "2026-11",
                "Apache 2.0",
                Openness.OPEN_SOURCE,
                ParameterCount.of(billions),
                ParameterCount.of(billions),
                false,
                Optional.of(512),
                Optional.of("Q8_0"),
                "FRA",
                1.2,
                teacher,
                Map.of(
                        "fr", "Entraîné par Joute sur une grammaire de questions : capitales, calcul, conjugaisons.",
                        "en", "Trained by Joute on a grammar of questions: capitals, arithmetic, conjugations."),
                Optional.of(new Training(
                        41_000_000, 5400 * exact, 24 * exact, 36 * exact, 54 * exact, "cpu-time-1", exact)),
                Optional.of("models/" + id + ".gguf"),
                ModelStatus.ENABLED);
    }
}
