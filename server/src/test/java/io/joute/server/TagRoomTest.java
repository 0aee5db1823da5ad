package io.joute.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The operator's own reasons to tick, from the administration to the model's page. */
@Timeout(120)
class TagRoomTest {
    private static final String KEY = "own_good_sources_named";
    private static final String BOX = "value=\"" + KEY + "\"";

    private final Staff staff = new Staff("en");

    @AfterEach
    void close() {
        staff.close();
    }

    private void addOne() {
        staff.page("/admin/tags");
        String after = staff.done("/admin/tags", "fr", "Cite ses <sources>", "en", "Sources named", "side", "good");
        assertThat(after).contains("It is done", "Sources named", "yours");
        assertThat(staff.lastEntry()).isEqualTo("tag.add " + KEY);
    }

    private static String answered(Browser visitor) {
        String duel = visitor.open("What is the capital of Australia?");
        visitor.follow(duel);
        return duel;
    }

    @Test
    void isTickedStoredAndShownAtTheRevealOnModelPagesAndToPrograms() {
        addOne();
        try (Browser visitor = staff.visitor("fr")) {
            String duel = answered(visitor);
            assertThat(visitor.get(duel).body()).contains(BOX, "Cite ses &lt;sources&gt;");
            visitor.post(duel + "/vote", "turn", "0", "choice", "a", "tags_a", KEY, "tags_a", "useful");
            String api = visitor.get("/api/duels/" + duel.substring("/duel/".length()))
                    .body();
            assertThat(api).contains("\"useful\",\"" + KEY + "\"");

            visitor.post(duel + "/reveal");
            assertThat(visitor.get(duel).body()).contains("Vous avez coché", "Utile, Cite ses &lt;sources&gt;.");
            assertThat(List.of("joute-grand", "joute-ecuyer", "joute-jumeau").stream()
                            .map(model -> visitor.get("/models/" + model).body()))
                    .as("the page of the model of side A")
                    .anyMatch(page -> page.contains("Cite ses &lt;sources&gt;"));
        }
    }

    @Test
    void tellsProgramsWhatCanBeTicked() {
        addOne();
        staff.done("/admin/tags/creative", "offered", "no");
        try (Browser program = staff.visitor("en")) {
            assertThat(program.get("/api/tags").body())
                    .contains(
                            "{\"key\":\"" + KEY + "\",\"positive\":true,\"labels\":{\"en\":\"Sources named\","
                                    + "\"fr\":\"Cite ses <sources>\"},\"offered\":true}",
                            "{\"key\":\"creative\",\"positive\":true,\"labels\":{\"en\":\"Creative\",\"fr\":\"Créative\"},"
                                    + "\"offered\":false}");
        }
    }

    @Test
    void isOfferedNoMoreOnceRetiredButStaysTickedWhereItWas() {
        addOne();
        try (Browser visitor = staff.visitor("en")) {
            String before = answered(visitor);
            visitor.get(before);
            visitor.post(before + "/vote", "turn", "0", "choice", "b", "tags_b", KEY);

            assertThat(staff.done("/admin/tags/" + KEY, "offered", "no")).contains("Offer again");
            assertThat(staff.lastEntry()).isEqualTo("tag.retire " + KEY);

            assertThat(visitor.get(answered(visitor)).body()).doesNotContain(KEY);
            assertThat(visitor.get(before).body()).contains(BOX + " checked");
        }
    }

    @Test
    void hidesWhatEveryArenaHasAndShowsItAgain() {
        staff.page("/admin/tags");
        for (String key : List.of("incorrect", "superficial", "instructions_not_followed")) {
            staff.done("/admin/tags/" + key, "offered", "no");
        }
        try (Browser visitor = staff.visitor("en")) {
            String page = visitor.get(answered(visitor)).body();
            assertThat(page)
                    .contains("value=\"useful\"")
                    .doesNotContain("value=\"incorrect\"", "What is wrong with it");
        }
        staff.done("/admin/tags/incorrect", "offered", "yes");
        assertThat(staff.lastEntry()).isEqualTo("tag.offer incorrect");
        try (Browser visitor = staff.visitor("en")) {
            assertThat(visitor.get(answered(visitor)).body()).contains("value=\"incorrect\"");
        }
    }

    @Test
    void saysWhatIsWrongAndKeepsWhatWasTyped() {
        addOne();
        var twice = staff.post("/admin/tags", "fr", "Autre", "en", "sources named", "side", "good");
        assertThat(twice.statusCode()).isEqualTo(400);
        assertThat(twice.body()).contains("Nothing was changed", "value=\"Autre\"");
        assertThat(staff.post("/admin/tags", "fr", "x".repeat(41), "en", "x", "side", "bad")
                        .statusCode())
                .isEqualTo(400);
        assertThat(staff.post("/admin/tags", "fr", "x", "en", "x", "side", "up").statusCode())
                .isEqualTo(400);
        assertThat(staff.post("/admin/tags/own_good_nobodys", "offered", "no").statusCode())
                .isEqualTo(404);
        assertThat(staff.lastEntry()).isEqualTo("tag.add " + KEY);
    }

    @Test
    void changesNothingWithoutASessionOrTheToken() {
        try (Browser visitor = staff.visitor("en")) {
            visitor.get("/");
            assertThat(visitor.post("/admin/tags/useful", "offered", "no").statusCode())
                    .isEqualTo(401);
            String duel = answered(visitor);
            visitor.get(duel);
            assertThat(visitor.post(duel + "/vote", "turn", "0", "choice", "a", "tags_a", "own_good_nobodys")
                            .statusCode())
                    .isEqualTo(400);
        }
        RawClient forger = new RawClient(staff.port());
        forger.get("/");
        assertThat(forger.post("/admin/tags", "fr=x&en=y&side=good").status()).isEqualTo(403);
        assertThat(staff.page("/admin/tags")).contains("useful");
        assertThat(staff.lastEntry()).startsWith("session.open");
    }
}
