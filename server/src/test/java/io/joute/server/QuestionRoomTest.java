package io.joute.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.joute.arena.admin.Question;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The operator chooses what visitors are offered to ask. */
@Timeout(120)
class QuestionRoomTest {
    private static final Question AUSTRALIA = new Question("Capitals", "What is the capital of Australia?");

    private final Staff staff = new Staff("en");

    @AfterEach
    void close() {
        staff.close();
    }

    @Test
    void showsAnAddedQuestionOnTheFirstPageAtOnce() {
        assertThat(staff.page("/admin/questions"))
                .contains(
                        "Offered in English", "2 questions, in this order", "These come with Joute", AUSTRALIA.text());

        String after = staff.done(
                "/admin/questions/en/add", "text", "Write a <b>short</b> mail.", "category", "Mail", "place", "1");

        assertThat(after).contains("It is done", "3 questions, in this order", "This list is yours");
        assertThat(front("en")).contains("Write a &lt;b&gt;short&lt;/b&gt; mail.", ">Mail</span>");
        assertThat(front("fr")).doesNotContain("short");
        assertThat(staff.lastEntry())
                .isEqualTo("question.add en " + new Question("Mail", "Write a <b>short</b> mail.").id());
        assertThat(staff.page("/admin/trail")).contains("added a question").doesNotContain("short");
    }

    @Test
    void changesMovesAndRemovesQuestions() {
        staff.page("/admin/questions");
        String one = "/admin/questions/en/" + AUSTRALIA.id();
        staff.done(one + "/change", "text", "What is the capital of Peru?", "category", "Capitals", "place", "2");

        assertThat(staff.arena().questions().in("en"))
                .extracting(Question::text)
                .containsExactly("What is 12 + 30?", "What is the capital of Peru?");
        assertThat(staff.lastEntry()).isEqualTo("question.change en " + AUSTRALIA.id());

        String peru = new Question("Capitals", "What is the capital of Peru?").id();
        staff.done("/admin/questions/en/" + peru + "/remove");
        assertThat(front("en")).doesNotContain("Peru", "Australia");
        assertThat(staff.lastEntry()).isEqualTo("question.remove en " + peru);
    }

    @Test
    void canOfferNoneAndThenThoseThatShipAgain() {
        staff.page("/admin/questions");
        for (Question question : staff.arena().questions().in("en")) {
            staff.done("/admin/questions/en/" + question.id() + "/remove");
        }
        assertThat(front("en")).doesNotContain("ideas-title");

        assertThat(staff.done("/admin/questions/en/restore")).contains(AUSTRALIA.text(), "These come with Joute");
        assertThat(front("en")).contains("ideas-title", AUSTRALIA.text());
        assertThat(staff.lastEntry()).isEqualTo("question.restore en");
    }

    @Test
    void editsEachLanguageFromEither() {
        assertThat(staff.page("/admin/questions?of=fr")).contains("Offered in French", "Combien font 12 + 30");
        String after = staff.done(
                "/admin/questions/fr/add", "text", "Écris une excuse.", "category", "Courrier", "place", "1");

        assertThat(after).contains("Offered in French", "Écris une excuse.");
        assertThat(front("fr")).contains("Écris une excuse.");
    }

    @Test
    void saysWhatIsWrongAndKeepsWhatWasTyped() {
        staff.page("/admin/questions");
        HttpResponse<String> wrong = staff.post(
                "/admin/questions/en/add", "text", "my long question", "category", "x".repeat(41), "place", "1");
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(wrong.body()).contains("at most 40 characters", "Nothing was changed", "my long question");

        HttpResponse<String> twice =
                staff.post("/admin/questions/en/add", "text", AUSTRALIA.text(), "category", "Capitals", "place", "1");
        assertThat(twice.body()).contains("says the same already");
        assertThat(staff.post("/admin/questions/en/" + "0".repeat(16) + "/remove")
                        .body())
                .contains("not there any more");
        assertThat(staff.post("/admin/questions/de/restore").statusCode()).isEqualTo(404);
        assertThat(staff.arena().questions().isOwn("en")).isFalse();
        assertThat(staff.lastEntry()).startsWith("session.open");
    }

    @Test
    void changesNothingWithoutASessionOrTheToken() {
        try (Browser visitor = staff.visitor("en")) {
            visitor.get("/");
            assertThat(visitor.post("/admin/questions/en/" + AUSTRALIA.id() + "/remove")
                            .statusCode())
                    .isEqualTo(401);
        }
        RawClient forger = new RawClient(staff.port());
        forger.get("/");
        assertThat(forger.post("/admin/questions/en/restore", "x=1").status()).isEqualTo(403);
        assertThat(front("en")).contains(AUSTRALIA.text());
    }

    private String front(String language) {
        try (Browser visitor = staff.visitor(language)) {
            return visitor.get("/").body();
        }
    }
}
