package io.joute.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.joute.arena.duel.DuelSettings;
import io.joute.server.http.ServerSettings;
import java.security.SecureRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The lessons: the formula with its dials, and one question to three models. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LearnTest {
    private static final Pattern FIGURES = Pattern.compile("<tbody id=\"dial-figures\">(.*?)</tbody>", Pattern.DOTALL);

    private final TestArena arena =
            new TestArena(DemoServer.models(), DuelSettings.DEFAULT.unpaced(), new SecureRandom());
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

    /** What the table of the dials says, tags and hard spaces taken out. */
    private String figures(String language, String query) {
        try (Browser browser = new Browser(server.port(), language)) {
            Matcher table = FIGURES.matcher(browser.get("/learn?" + query).body());
            assertThat(table.find()).isTrue();
            return table.group(1)
                    .replaceAll("<[^>]+>", "|")
                    .replace('\u00A0', ' ')
                    .replace('\u202F', ' ');
        }
    }

    /** The vectors of both methods' publishers; the newer one's interval is half to twice, by measurements. */
    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            active=70&total=70&tokens=260; 3.24 Wh (2.92–3.56 Wh); 1.98 g
            active=8&total=8&tokens=260; 0.980 Wh (0.662–1.30 Wh); 0.603 g
            active=405&total=405&tokens=260; 61.9 Wh (60.6–63.1 Wh); 37.7 g
            active=12.9&total=46.7&tokens=400&zone=FRA; 1.78 Wh (1.29–2.27 Wh); 0.186 g
            active=44&activeHigh=132&total=440&tokens=500&zone=USA; 30.0 Wh (15.2–44.8 Wh); 20.8 g
            active=8&total=8&tokens=0; 0 µWh (0–0 µWh); 0 µg
            active=70&total=70&tokens=260&pue=1.2; 0.171 Wh (0.0855–0.342 Wh); 94.0 mg
            active=8&total=8&tokens=260&pue=1.2; 23.2 mWh (11.6–46.4 mWh); 12.7 mg
            active=70&total=70&tokens=260&zone=FRA; 0.171 Wh (0.0855–0.342 Wh); 20.6 mg
            active=70&total=70&tokens=260&batch=1; 3.65 Wh (3.65–3.65 Wh); 2.37 g
            active=44&activeHigh=132&total=440&tokens=500&zone=USA; 1.49 Wh (0.531–3.83 Wh); 0.686 g
            """)
    void workOutTheVectorsOfTheMethods(String query, String energy, String emissions) {
        assertThat(figures("en", query)).contains("|" + energy + "|", "|" + emissions + "|");
    }

    @Test
    void writesNumbersAsTheReaderDoes() {
        assertThat(figures("fr", "active=70&total=70&tokens=260")).contains("3,24 Wh (2,92–3,56 Wh)");
    }

    @Test
    void takesTheNearestThatMakesSense() {
        String asked = figures("en", "active=70&total=70&tokens=260");
        assertThat(figures("en", "active=x&total=1&tokens=-5&zone=Mars&pue=0")).contains("|2.70 Wh");
        assertThat(figures("en", "")).isEqualTo(asked);
        assertThat(figures("en", "active=1e9&total=9999999&tokens=9999999&batch=0"))
                .contains("Wh");
    }

    @Test
    void saysWhatTheOlderMethodDoesNotKnow() {
        try (Browser browser = new Browser(server.port(), "en")) {
            assertThat(browser.get("/learn?zone=SWE").body()).contains("does not know the electricity of “Sweden”");
            assertThat(browser.get("/learn?zone=FRA").body()).doesNotContain("does not know the electricity");
        }
    }

    @Test
    void tellsTheSlipOfTheCard() {
        try (Browser browser = new Browser(server.port(), "en")) {
            assertThat(browser.get("/learn").body().replace('\u00A0', ' '))
                    .contains("1.98 Wh", "3.24 Wh", "0.171 Wh", "no official “Llama 3.3 8B”", "semi-open");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "en, What is the capital of Australia?, the student",
        "fr, Quelle est la capitale de l’Australie ?, l’élève"
    })
    void hasThreeModelsAnswerOneQuestion(String language, String question, String role) {
        try (Browser browser = new Browser(server.port(), language)) {
            browser.get("/learn");
            String page = browser.post("/learn/try", "prompt", question).body();
            assertThat(page).contains("Grand Joute", "Écuyer", "Jumeau sans maître", role, "Canberra");
            assertThat(page.indexOf("Grand Joute</h3>")).isLessThan(page.indexOf("Écuyer</h3>"));
            assertThat(page.indexOf("Écuyer</h3>")).isLessThan(page.indexOf("Jumeau sans maître</h3>"));
            assertThat(arena.log().events()).as("nothing is kept").isEmpty();
        }
    }

    @Test
    void saysSoWhenNoAnswerComesOrNothingWasAsked() {
        try (Browser browser = new Browser(server.port(), "en")) {
            browser.get("/learn");
            assertThat(browser.post("/learn/try", "prompt", "please fail").body())
                    .contains("No answer.");
            var empty = browser.post("/learn/try", "prompt", "  ");
            assertThat(empty.statusCode()).isEqualTo(400);
            assertThat(empty.body()).contains("Ask a question before", "role=\"alert\"");
        }
    }
}
