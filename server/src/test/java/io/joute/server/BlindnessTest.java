package io.joute.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.joute.arena.duel.DuelEvent;
import io.joute.arena.duel.DuelSettings;
import io.joute.server.http.ServerSettings;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A referee with every byte cannot tell the models apart before the vote. */
class BlindnessTest {
    private static final String SHORT = "The first answer, alpha.";
    private static final String LONG =
            "The second answer is beta, and it goes on for **longer** than the first one does.";

    @Test
    void noByteBeforeTheVoteNamesAModel() {
        try (TestArena arena = arena(SHORT, LONG);
                JouteServer server = start(arena)) {
            RawClient client = new RawClient(server.port());
            String duel = wholeDuel(client, "What is alpha?");
            wholeDuel(client, "Please fail, both of you.");
            String assets = assets(client);
            elsewhere(new RawClient(server.port()), duel);

            String seen = masked(client.tapped());
            assertThat(Canaries.MARKS).allSatisfy(mark -> assertThat(seen).doesNotContain(mark));
            assertThat(assets).doesNotContain("qzleft", "qzright");
            revealNamesBoth(client, duel);
        }
    }

    /** One model fails, another one says who it is: neither shows, before the vote or after it. */
    @Test
    void noByteNamesAModelThatWasReplacedOrThatNamesItself() {
        List<TestArena.Entry> models = List.of(
                Canaries.left(prompt -> {
                    throw new IllegalStateException("qzleft is out of order");
                }),
                Canaries.right(prompt -> "Hello! I am **qzright-name**, a model made by qzright-maker."),
                Canaries.spare(prompt -> "Je suis qzleftspare-name, et j’ai été créé par qzleftspare-maker."));
        try (TestArena arena = new TestArena(models, DuelSettings.DEFAULT, new SecureRandom());
                JouteServer server = start(arena)) {
            RawClient client = new RawClient(server.port());
            while (arena.log().events().stream().noneMatch(DuelEvent.Swapped.class::isInstance)) {
                wholeDuel(client, "Who are you?");
            }
            String seen = masked(client.tapped());
            assertThat(seen).contains("I am **█████**", "Je suis █████, et");
            assertThat(Canaries.MARKS).allSatisfy(mark -> assertThat(seen).doesNotContain(mark));
        }
    }

    @Test
    void theBytesAreTheSameWithTheModelsExchanged() {
        List<String> first = recordOf(SHORT, LONG);
        List<String> exchanged = recordOf(LONG, SHORT);

        assertThat(exchanged).isEqualTo(first);
    }

    /** The bytes of a duel in which side A gave the short answer, whoever that was. */
    private static List<String> recordOf(String left, String right) {
        try (TestArena arena = arena(left, right);
                JouteServer server = start(arena)) {
            while (true) {
                RawClient client = new RawClient(server.port());
                String token = client.get("/").token();
                String path = open(client, token, "What is alpha?");
                String events = client.get("/api/duels" + path.substring("/duel".length()) + "/events")
                        .body();
                if (textOf(events, "a").equals(SHORT)) {
                    return List.of(
                            masked(client.get(path).text()),
                            masked(client.get("/api/duels" + path.substring("/duel".length()))
                                    .text()),
                            textOf(events, "a"),
                            textOf(events, "b"),
                            names(events),
                            masked(client.post(path + "/retry", "side=a&token=" + token)
                                    .text()),
                            masked(client.post(path + "/reveal", "token=" + token)
                                    .text()),
                            masked(client.get(path + "/nothing").text()));
                }
            }
        }
    }

    /** Everything a browser and a program can ask of a duel before its vote. */
    private static String wholeDuel(RawClient client, String prompt) {
        String token = client.get("/", "Accept-Language: en").token();
        client.get("/?lang=fr");
        String path = open(client, token, prompt);
        String api = "/api/duels" + path.substring("/duel".length());
        client.get(path);
        client.get(api + "/events");
        client.get(api + "/events?after=2");
        client.get(api + "/events", "Last-Event-ID: 3");
        client.get(path);
        client.get(path + "?lang=en");
        client.get(api);
        client.get("/api/duels");
        client.post(path + "/retry", "side=a&token=" + token);
        client.get(api + "/events");
        client.post(path + "/react", "turn=0&side=a&kind=like&tags=useful&comment=well&token=" + token);
        client.json("PUT", api + "/turns/0/reactions/b", "{\"reaction\":\"dislike\"}", token);
        client.json("DELETE", api + "/turns/0/reactions/b", "", token);
        client.json("PUT", api + "/turns/0/reactions/b", "{\"reaction\":\"love\"}", token);
        client.get(path);
        client.get("/duels");
        client.get("/duels?q=what");
        client.post("/duels/receipt", "receipt=0000-0000-0000-0000&token=" + token);
        client.json("POST", "/api/erasures", "{\"receipt\":\"none\"}", token);
        client.post(path + "/stop", "token=" + token);
        client.post(path + "/reveal", "token=" + token);
        client.post(path + "/vote", "turn=0&choice=c&token=" + token);
        client.post(path + "/vote", "turn=9&choice=a&token=" + token);
        client.json("POST", api + "/reveal", "", token);
        client.json("PUT", api + "/turns/7/vote", "{\"choice\":\"a\"}", token);
        client.json("PUT", api + "/turns/0/vote", "{\"choice\":\"x\"}", token);
        client.json("POST", api + "/turns", "{", token);
        client.exchange("DELETE", api, "");
        client.post(path + "/vote", "turn=0&choice=abstain&comment_a=hm&then=stay&token=" + token);
        client.get(path);
        client.get(api);
        client.get("/duels");
        client.get("/api/duels");
        client.get("/health/ready");
        client.get("/health/live");
        client.get("/duel/nothing");
        client.get("/nowhere");
        return path;
    }

    private static void elsewhere(RawClient stranger, String duel) {
        assertThat(stranger.get(duel).status()).isEqualTo(404);
        assertThat(stranger.get("/api/duels" + duel.substring("/duel".length())).status())
                .isEqualTo(404);
        assertThat(masked(stranger.tapped())).doesNotContain(Canaries.MARKS.toArray(String[]::new));
    }

    private static void revealNamesBoth(RawClient client, String path) {
        String token = client.get(path).token();
        client.post(path + "/vote", "turn=0&choice=a&then=reveal&token=" + token);

        assertThat(client.get(path).body())
                .contains("qzleft-name", "qzright-name", "qzleft-maker", "qzright-licence", "Wh");
    }

    private static String assets(RawClient client) {
        Matcher links =
                Pattern.compile("/assets/[^\"]+").matcher(client.get("/").body());
        List<String> found = new ArrayList<>();
        while (links.find()) {
            found.add(client.get(links.group()).text());
        }
        assertThat(found).hasSizeGreaterThanOrEqualTo(4);
        return String.join("\n", found);
    }

    private static String open(RawClient client, String token, String prompt) {
        RawClient.Answer opened =
                client.post("/duel", "mode=random&prompt=" + prompt.replace(' ', '+') + "&token=" + token);
        assertThat(opened.status()).isEqualTo(303);
        return opened.header("Location");
    }

    private static String textOf(String events, String side) {
        Matcher deltas = Pattern.compile("\"side\":\"" + side + "\",\"text\":\"([^\"]*)\"")
                .matcher(events);
        StringBuilder text = new StringBuilder();
        while (deltas.find()) {
            text.append(deltas.group(1));
        }
        return text.toString();
    }

    private static String names(String events) {
        return events.lines()
                .filter(line -> line.startsWith("event:") && !line.equals("event: delta"))
                .collect(Collectors.joining("\n"));
    }

    /** Without what is drawn afresh for each visitor, page and duel. */
    private static String masked(String text) {
        return text.replaceAll("[0-9a-f]{32}", "ID")
                .replaceAll("'nonce-[^']+'", "NONCE")
                .replaceAll("nonce=\"[^\"]+\"", "NONCE")
                .replaceAll("name=\"token\" value=\"[^\"]+\"", "TOKEN")
                .replaceAll("\\.[0-9a-f]{12}\\.", ".HASH.")
                .replaceAll("(?m)^Date: .*$", "DATE")
                .replaceAll("\"openedAt\":\"[^\"]+\"", "OPENED");
    }

    private static TestArena arena(String left, String right) {
        return new TestArena(
                List.of(Canaries.left(prompt -> left), Canaries.right(prompt -> right)),
                DuelSettings.DEFAULT,
                new SecureRandom());
    }

    private static JouteServer start(TestArena arena) {
        return JouteServer.start(ServerSettings.DEFAULT.withPort(0), arena.served());
    }
}
