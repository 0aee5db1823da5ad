package io.joute.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.joute.arena.admin.AuditEntry;
import io.joute.arena.catalog.ModelCard;
import io.joute.arena.catalog.ModelStatus;
import io.joute.arena.duel.DuelSettings;
import io.joute.server.http.ServerSettings;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Models retired, brought back, added and described while the arena runs. */
@Timeout(120)
class ModelAdminTest {
    private final TestArena arena =
            new TestArena(DemoServer.models(), DuelSettings.DEFAULT.unpaced(), new SecureRandom());
    private JouteServer server;
    private Browser admin;

    @BeforeEach
    void signIn() {
        String password = arena.access().resetPassword();
        server = JouteServer.start(
                ServerSettings.DEFAULT.withPort(0),
                arena.served(),
                ModelServer.programs(Optional.empty(), true),
                arena.administration());
        admin = new Browser(server.port(), "en");
        admin.get("/admin");
        admin.post("/admin/sign-in", "password", password);
    }

    @AfterEach
    void stop() {
        admin.close();
        server.close();
        arena.close();
    }

    @Test
    void listsWhatPlaysWhatDoesNotAndWhy() {
        assertThat(page("/admin/models"))
                .contains("3 models can be drawn", "No model is retired")
                .contains("not running: joute-jumeau.gguf: byte 12 is no tensor")
                .contains("/srv/joute/models", "mine &lt;b&gt;.gguf");
    }

    @Test
    void retiresAModelFromTheDrawWhileItsOpenDuelsGoOn() {
        String open = admin.open("What is the capital of Australia?");
        for (ModelCard card : cards()) {
            if (!card.id().equals("joute-ecuyer")) {
                page("/admin/models");
                assertThat(admin.post("/admin/models/" + card.id() + "/retire")
                                .headers()
                                .firstValue("Location"))
                        .hasValue("/admin/models?done=1");
            }
        }

        assertThat(admin.follow(open)).contains("event: answered");
        admin.get(open);
        admin.post(open + "/vote", "turn", "0", "choice", "a");
        assertThat(admin.post(open + "/reveal").statusCode()).isEqualTo(303);
        assertThat(page("/leaderboard")).contains("archived");
        assertThat(page("/admin/models")).contains("1 model can be drawn", "2 models are no longer drawn");
        admin.get("/");
        assertThat(admin.post("/duel", "prompt", "x", "mode", "random").statusCode())
                .as("one model alone cannot duel")
                .isEqualTo(409);
        assertThat(actions()).filteredOn("model.retire"::equals).hasSize(2);
    }

    @Test
    void bringsARetiredModelBackAndNoOther() {
        page("/admin/models");
        admin.post("/admin/models/joute-ecuyer/retire");
        assertThat(status("joute-ecuyer")).isEqualTo(ModelStatus.ARCHIVED);
        assertThat(admin.post("/admin/models/joute-ecuyer/retire").statusCode()).isEqualTo(409);

        admin.post("/admin/models/joute-ecuyer/return");
        assertThat(status("joute-ecuyer")).isEqualTo(ModelStatus.ENABLED);
        assertThat(admin.post("/admin/models/joute-ecuyer/return").statusCode()).isEqualTo(409);
        assertThat(admin.post("/admin/models/nobody/retire").statusCode()).isEqualTo(404);
        assertThat(page("/admin/trail"))
                .contains("retired a model", "brought a model back")
                .doesNotContain("nobody");
    }

    @Test
    void triesAModelWithOneSmallQuestion() {
        page("/admin/models");
        assertThat(admin.post("/admin/models/joute-ecuyer/try").body())
                .contains("Try of Écuyer", "It is &lt;Canberra&gt;.", "0.0001 EUR", "is in no duel");
        assertThat(admin.post("/admin/models/joute-grand/try").body()).contains("It did not answer", "it is resting");
        assertThat(actions()).endsWith("model.try", "model.try");
        assertThat(page("/admin")).contains("0 duels are open");
    }

    @Test
    void savesACorrectedCardAndKeepsHowItWasTrained() {
        assertThat(page("/admin/models/joute-ecuyer")).contains("\"id\": \"joute-ecuyer\"", "Save the card");
        HttpResponse<String> saved = admin.post(
                "/admin/models/joute-ecuyer", "card", "{\"id\": \"joute-ecuyer\",\n \"maker\": \"Somebody\"}");

        assertThat(saved.statusCode()).isEqualTo(303);
        assertThat(arena.catalog().card("joute-ecuyer").orElseThrow().maker()).isEqualTo("Somebody");
        assertThat(arena.catalog().card("joute-ecuyer").orElseThrow().training())
                .isPresent();
        assertThat(page("/models/joute-ecuyer")).contains("Somebody");
        assertThat(actions()).endsWith("card.edit");
    }

    @Test
    void refusesACardWithMistakesAndShowsItAgain() {
        page("/admin/models/joute-ecuyer");
        HttpResponse<String> answer = admin.post("/admin/models/joute-ecuyer", "card", "no <json>");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("card.json:1:1: it is no JSON", "no &lt;json&gt;", "role=\"alert\"");
        assertThat(admin.post("/admin/models/joute-ecuyer", "card", "{\"id\": \"other\", \"maker\": \"M\"}")
                        .body())
                .contains("id stays “joute-ecuyer”", "checkpoint stays");
        assertThat(actions()).doesNotContain("card.edit");
    }

    @Test
    void editsNoCardThatJouteWritesItself() {
        assertThat(page("/admin/models/joute-grand"))
                .contains("comes with Joute", "office-code")
                .doesNotContain("Save the card");
        assertThat(admin.post("/admin/models/joute-grand", "card", "{\"id\": \"joute-grand\", \"maker\": \"M\"}")
                        .statusCode())
                .isEqualTo(409);
    }

    @Test
    void givesAFileTheCardOfAKnownModelOfItsSize() {
        String page = page("/admin/files?name=mine+%3Cb%3E.gguf");
        assertThat(page).contains("8.03", "Q4_K", "Llama 3.1 8B").doesNotContain("Llama 3.3 70B");

        admin.post("/admin/files/known", "name", MemoryModels.FILE, "known", "llama-3.1-8b");

        ModelCard card = arena.catalog().card("llama-3.1-8b").orElseThrow();
        assertThat(card.status()).isEqualTo(ModelStatus.ENABLED);
        assertThat(card.checkpoint()).hasValue("/srv/joute/models/" + MemoryModels.FILE);
        assertThat(card.quantisation()).hasValue("Q4_K");
        assertThat(card.contextLength()).hasValue(4096);
        assertThat(actions()).endsWith("model.add");
        assertThat(admin.post("/admin/files/known", "name", MemoryModels.FILE, "known", "llama-3.3-70b")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void describesAFileThatNobodyKnows() {
        assertThat(page("/admin/files?name=mine+%3Cb%3E.gguf")).contains("value=\"Mine\"", "value=\"MIT\"");
        HttpResponse<String> refused = described("id", "Not An Id");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("card field id is", "Not An Id", "value=\"Me &amp; you\"");
        assertThat(described("id", "joute-grand").body()).contains("is another card’s");

        assertThat(described("id", "mine").statusCode()).isEqualTo(303);
        ModelCard card = arena.catalog().card("mine").orElseThrow();
        assertThat(card.maker()).isEqualTo("Me & you");
        assertThat(card.total().mid()).isEqualTo(8.03);
        assertThat(card.description()).containsEntry("fr", "À moi");
        assertThat(page("/models/mine")).contains("Me &amp; you");
    }

    @Test
    void readsOnlyFilesThatItFoundItself() {
        assertThat(admin.get("/admin/files?name=..%2F..%2Fetc%2Fpasswd").statusCode())
                .isEqualTo(404);
        assertThat(admin.get("/admin/files").statusCode()).isEqualTo(404);
        assertThat(page("/admin/files?name=bad.gguf")).contains("cannot play", "bad.gguf: it is no model");
        assertThat(admin.post("/admin/files/described", "name", "/etc/passwd").statusCode())
                .isEqualTo(404);
        assertThat(admin.post("/admin/files/known", "name", "bad.gguf", "known", "llama-3.1-8b")
                        .statusCode())
                .isEqualTo(409);
    }

    @Test
    void tellsHowEndpointsAreAndHowAnotherIsDeclared() {
        assertThat(page("/admin/endpoints"))
                .contains("house", "resting after failures", "0.0120 EUR of 2.0000 EUR", "status 500")
                .contains("key-variable: MISTRAL_KEY")
                .contains("do not open this page while you play");
    }

    private HttpResponse<String> described(String... more) {
        return admin.post(
                "/admin/files/described",
                more[0],
                more[1],
                "name",
                MemoryModels.FILE,
                "called",
                "Mine",
                "maker",
                "Me & you",
                "released",
                "2026-11",
                "licence",
                "MIT",
                "openness",
                "SEMI_OPEN",
                "family",
                "",
                "country",
                "",
                "description-fr",
                "À moi",
                "description-en",
                "");
    }

    private List<ModelCard> cards() {
        return arena.catalog().cards();
    }

    private ModelStatus status(String id) {
        return arena.catalog().card(id).orElseThrow().status();
    }

    private String page(String path) {
        HttpResponse<String> answer = admin.get(path);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return answer.body();
    }

    private List<String> actions() {
        return arena.office().all().stream().map(AuditEntry::action).toList();
    }
}
