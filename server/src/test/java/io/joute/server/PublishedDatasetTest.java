package io.joute.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.joute.server.page.AgreedTexts;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What whoever runs the arena publishes, everybody can download; and nothing else. */
class PublishedDatasetTest {
    private Staff staff;
    private Browser visitor;

    @BeforeEach
    void start() {
        staff = new Staff("en", TestArena.withTerms(DemoServer.models()));
        visitor = staff.visitor("en");
    }

    @AfterEach
    void stop() {
        visitor.close();
        staff.close();
    }

    private JsonNode datasets() {
        return JsonMapper.shared().readTree(visitor.get("/api/datasets").body()).get("datasets");
    }

    private void playADuelOfferedForPublication() {
        visitor.get("/");
        HttpResponse<String> opened = visitor.post(
                "/duel",
                "prompt",
                "x",
                "mode",
                "random",
                "terms",
                AgreedTexts.inForce(staff.arena().texts()).version(),
                "publication",
                "yes");
        String duel = opened.headers().firstValue("Location").orElseThrow();
        visitor.follow(duel);
        visitor.get(duel);
        visitor.post(duel + "/vote", "turn", "0", "choice", "a");
        assertThat(visitor.post(duel + "/reveal").statusCode()).isEqualTo(303);
    }

    @Test
    void saysThatNothingIsPublished() {
        HttpResponse<String> file = visitor.get("/datasets/2026-11-25/dataset.zip");

        assertThat(datasets()).isEmpty();
        assertThat(file.statusCode()).isEqualTo(404);
        assertThat(file.body()).contains("This arena has not published a dataset");
        assertThat(visitor.get("/leaderboard").body()).doesNotContain("Datasets of this arena");
    }

    @Test
    void publishesNothingWhenNoDuelIsOffered() {
        staff.page("/admin/exports");
        HttpResponse<String> answer = staff.post("/admin/exports", "format", "csv", "publish", "1");

        assertThat(answer.body()).contains("Nothing to publish");
        assertThat(datasets()).isEmpty();
    }

    @Test
    void publishesForEverybodyAndWithdraws() {
        playADuelOfferedForPublication();
        staff.page("/admin/exports");
        String room = staff.done("/admin/exports", "format", "csv", "publish", "1");
        JsonNode edition = datasets().get(0);
        String id = edition.get("id").stringValue();
        HttpResponse<String> zip = visitor.get(edition.get("file").stringValue());

        assertThat(room).contains("It is done", id, "Withdraw");
        assertThat(staff.lastEntry()).isEqualTo("dataset.publish " + id + ", 1");
        assertThat(edition.get("duels").asInt()).isEqualTo(1);
        assertThat(edition.get("format").stringValue()).isEqualTo("csv");
        assertThat(edition.get("rows").get("comparia/votes").asInt()).isEqualTo(1);
        assertThat(zip.headers().firstValue("content-type")).contains("application/zip");
        assertThat(zip.headers().firstValue("content-length"))
                .contains(Long.toString(edition.get("bytes").asLong()));
        assertThat(zip.body()).startsWith("PK").contains("README.md");
        assertThat(visitor.get(edition.get("card").stringValue()).body())
                .startsWith("# Blind duels")
                .contains("1 duel");
        assertThat(visitor.get("/leaderboard").body())
                .contains(
                        "Datasets of this arena",
                        "1 duel, CSV",
                        edition.get("file").stringValue());
        assertThat(visitor.get("/datasets/1999-01-01/dataset.zip").body()).contains("There is nothing at this address");

        staff.page("/admin/exports");
        staff.done("/admin/exports", "withdraw", id);
        assertThat(datasets()).isEmpty();
        assertThat(visitor.get(edition.get("file").stringValue()).statusCode()).isEqualTo(404);
        staff.page("/admin/exports");
        assertThat(staff.post("/admin/exports", "withdraw", id).statusCode()).isEqualTo(404);
    }
}
