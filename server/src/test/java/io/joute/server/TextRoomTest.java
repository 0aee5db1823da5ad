package io.joute.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.joute.arena.duel.DuelEvent;
import io.joute.arena.duel.DuelId;
import io.joute.server.page.AgreedTexts;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The operator writes what visitors agree to; visitors agree to what they were shown. */
@Timeout(120)
class TextRoomTest {
    private static final String ENGLISH =
            "# House rules\n\nBe **kind**. <script>alert(1)</script> [site](https://example.org)";
    private static final String FRENCH = "# Règles\n\nSoyez **aimables**.";

    private final Staff staff = new Staff("en", TestArena.withTerms(DemoServer.models()));

    @AfterEach
    void close() {
        staff.close();
    }

    private String publish(String base, String french, String english) {
        staff.page("/admin/texts");
        return staff.done("/admin/texts/terms/publish", "base", base, "fr", french, "en", english);
    }

    @Test
    void showsTheTextsThatComeWithJouteAtFirst() {
        assertThat(staff.page("/admin/texts"))
                .contains("The texts that come with Joute hold", "Answers come from AI models");
        try (Browser visitor = staff.visitor("en")) {
            assertThat(visitor.get("/terms").body())
                    .contains("<ol>", "as it comes with Joute", "Version 2026-11", "href=\"/privacy\"");
            assertThat(visitor.get("/privacy").body()).contains("<h2>What is kept</h2>", "only a hash is kept");
            assertThat(visitor.get("/privacy?version=1").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void previewsSafelyAndPublishesNothing() {
        staff.page("/admin/texts");
        HttpResponse<String> preview =
                staff.post("/admin/texts/terms/preview", "base", "0", "fr", FRENCH, "en", ENGLISH);

        assertThat(preview.statusCode()).isEqualTo(200);
        assertThat(preview.body())
                .contains("<strong>kind</strong>", "House rules</h2>", "Publish this version")
                .contains("&lt;script&gt;alert(1)")
                .doesNotContain("<script>alert");
        assertThat(staff.arena().texts().current()).isEmpty();
        assertThat(staff.lastEntry()).startsWith("session.open");
    }

    @Test
    void asksForConsentAnewAndRecordsTheVersionAgreedTo() {
        try (Browser visitor = staff.visitor("en")) {
            visitor.get("/");
            assertThat(publish("0", FRENCH, ENGLISH)).contains("It is done", "Version 1 of");
            assertThat(staff.lastEntry()).isEqualTo("text.publish terms 1");

            HttpResponse<String> old =
                    visitor.post("/duel", "prompt", "my question", "mode", "random", "terms", "2026-11");
            assertThat(old.statusCode()).isEqualTo(428);
            assertThat(old.body())
                    .contains("Accept the terms of use first", "my question", "name=\"terms\" value=\"1\"");

            HttpResponse<String> opened =
                    visitor.post("/duel", "prompt", "my question", "mode", "random", "terms", "1");
            String path = opened.headers().firstValue("Location").orElseThrow();
            DuelEvent.Opened event = (DuelEvent.Opened) staff.arena()
                    .log()
                    .read(new DuelId(path.substring("/duel/".length())))
                    .getFirst();
            assertThat(event.consent().orElseThrow().terms())
                    .isEqualTo(AgreedTexts.inForce(staff.arena().texts()));
            assertThat(event.consent().orElseThrow().terms().version()).isEqualTo("1");
        }
    }

    @Test
    void keepsEveryVersionReadableWithItsDate() {
        publish("0", FRENCH, ENGLISH);
        String base = "1";
        publish(base, FRENCH, "Be kinder.");
        try (Browser visitor = staff.visitor("en")) {
            assertThat(visitor.get("/terms").body())
                    .contains("Be kinder.", "href=\"/terms?version=1\"")
                    .containsPattern("Version 2 of \\d+ \\w+ \\d{4}, digest")
                    .doesNotContain("does not hold any more");
            assertThat(visitor.get("/terms?version=1").body())
                    .contains("House rules", "does not hold any more", "href=\"https://example.org\"")
                    .doesNotContain("<script>alert");
            assertThat(visitor.get("/privacy?version=1").body()).contains("What is kept");
            assertThat(visitor.get("/terms?version=9").statusCode()).isEqualTo(404);
        }
        try (Browser french = staff.visitor("fr")) {
            assertThat(french.get("/terms?version=1").body()).contains("Règles", "<strong>aimables</strong>");
        }
    }

    @Test
    void changesTheNoticeAndKeepsTheTerms() {
        staff.page("/admin/texts?of=privacy");
        String after = staff.done("/admin/texts/privacy/publish", "base", "0", "fr", "Rien.", "en", "Nothing.");
        assertThat(after).contains("Nothing.", "Version 1 of");
        try (Browser visitor = staff.visitor("en")) {
            assertThat(visitor.get("/privacy").body()).contains("Nothing.");
            assertThat(visitor.get("/terms").body()).contains("Answers come from AI models", "Version 1 of");
        }
    }

    @Test
    void publishesNothingThatIsMissingTheSameOrLate() {
        publish("0", FRENCH, ENGLISH);
        assertThat(staff.post("/admin/texts/terms/publish", "base", "1", "fr", FRENCH, "en", ENGLISH)
                        .body())
                .contains("what holds already");
        HttpResponse<String> late = staff.post("/admin/texts/terms/publish", "base", "0", "fr", FRENCH, "en", "Mine.");
        assertThat(late.statusCode()).isEqualTo(400);
        assertThat(late.body()).contains("Another version was published", "Mine.");
        assertThat(staff.post("/admin/texts/terms/preview", "base", "1", "fr", " ", "en", "x")
                        .body())
                .contains("needed in both languages");
        assertThat(staff.post("/admin/texts/cookies/publish", "base", "1", "fr", "x", "en", "x")
                        .statusCode())
                .isEqualTo(404);
        assertThat(staff.arena().texts().versions()).hasSize(1);
    }

    @Test
    void changesNothingWithoutASessionOrTheToken() {
        try (Browser visitor = staff.visitor("en")) {
            visitor.get("/");
            assertThat(visitor.post("/admin/texts/terms/publish", "base", "0", "fr", "x", "en", "x")
                            .statusCode())
                    .isEqualTo(401);
        }
        RawClient forger = new RawClient(staff.port());
        forger.get("/");
        assertThat(forger.post("/admin/texts/terms/publish", "base=0&fr=x&en=x").status())
                .isEqualTo(403);
        assertThat(staff.arena().texts().versions()).isEmpty();
    }
}
