package io.joute.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.joute.arena.duel.Consent;
import io.joute.arena.duel.DuelEvent;
import io.joute.arena.duel.DuelId;
import io.joute.arena.duel.Terms;
import io.joute.server.http.ServerSettings;
import io.joute.server.page.AgreedTexts;
import java.net.http.HttpResponse;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Nothing is played before the terms are accepted, and nothing is published that was not offered for it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsentTest {
    private final TestArena arena = TestArena.withTerms(DemoServer.models());
    private final Terms terms = AgreedTexts.inForce(arena.texts());
    private JouteServer server;

    @BeforeAll
    void start() {
        server = JouteServer.start(ServerSettings.DEFAULT.withPort(0), arena.served());
    }

    @AfterAll
    void stop() {
        server.close();
        arena.close();
    }

    private Optional<Consent> consent(String path) {
        DuelId id = new DuelId(path.substring(path.lastIndexOf('/') + 1));
        return ((DuelEvent.Opened) arena.log().read(id).getFirst()).consent();
    }

    private static String location(HttpResponse<String> response) {
        return response.headers().firstValue("Location").orElseThrow();
    }

    @Test
    void offersPublicationUntickedBesideTheTerms() {
        try (Browser browser = new Browser(server.port(), "en")) {
            assertThat(browser.get("/").body())
                    .contains("name=\"terms\" value=\"" + terms.version() + "\"")
                    .contains("<input type=\"checkbox\" name=\"publication\" value=\"yes\">");
            assertThat(browser.get("/choose").body()).contains("name=\"terms\"", "name=\"publication\"");
            assertThat(browser.get("/terms").body()).contains("Terms of use", terms.version());
        }
    }

    @Test
    void recordsWhatWasAgreedTo() {
        try (Browser browser = new Browser(server.port(), "en")) {
            browser.get("/");
            String closed = location(browser.post("/duel", "prompt", "x", "mode", "random", "terms", terms.version()));
            String open = location(browser.post(
                    "/duel", "prompt", "x", "mode", "random", "terms", terms.version(), "publication", "yes"));

            assertThat(consent(closed)).contains(new Consent(terms, false));
            assertThat(consent(open)).contains(new Consent(terms, true));
        }
    }

    @Test
    void refusesObsoleteAndMissingTermsAndKeepsThePrompt() {
        try (Browser browser = new Browser(server.port(), "en")) {
            browser.get("/");
            HttpResponse<String> missing = browser.post("/duel", "prompt", "my long prompt", "mode", "random");
            HttpResponse<String> obsolete = browser.post("/duel", "prompt", "x", "mode", "random", "terms", "2019-01");

            assertThat(missing.statusCode()).isEqualTo(428);
            assertThat(missing.body()).contains("my long prompt", "Accept the terms of use first");
            assertThat(obsolete.statusCode()).isEqualTo(428);
        }
    }

    @Test
    void tellsProgramsTheTermsToAccept() {
        try (Browser browser = new Browser(server.port(), "en")) {
            assertThat(browser.call("POST", "/api/duels", "{\"prompt\":\"x\"}").statusCode())
                    .isEqualTo(428);
            HttpResponse<String> opened =
                    browser.call("POST", "/api/duels", "{\"prompt\":\"x\",\"terms\":\"2026-11\",\"publication\":true}");
            assertThat(opened.statusCode()).isEqualTo(201);
            assertThat(consent(location(opened))).contains(new Consent(terms, true));
            assertThat(browser.get("/api/session").body()).contains("\"terms\":\"2026-11\"");
        }
    }
}
