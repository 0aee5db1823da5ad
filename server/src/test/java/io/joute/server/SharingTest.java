package io.joute.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.joute.arena.duel.DuelSettings;
import io.joute.server.http.ServerSettings;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.SecureRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A reveal shown to others: what they see, what they do not, and until when. */
class SharingTest {
    private static final Pattern LINK = Pattern.compile("href=\"(/shared/[0-9a-f]{32})\"");
    private static final Pattern RECEIPT = Pattern.compile("[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}");
    private static final String MARK = "qzquestion";

    private TestArena arena;
    private JouteServer server;
    private final HttpClient stranger = HttpClient.newHttpClient();

    @BeforeEach
    void start() {
        arena = new TestArena(DemoServer.models().subList(0, 2), DuelSettings.DEFAULT.unpaced(), new SecureRandom());
        server = JouteServer.start(ServerSettings.DEFAULT.withPort(0), arena.served());
    }

    @AfterEach
    void stop() {
        stranger.close();
        server.close();
        arena.close();
    }

    private static String reveal(Browser browser) {
        String path = browser.open(MARK + " <b>bold</b>");
        browser.follow(path);
        browser.get(path);
        browser.post(path + "/vote", "turn", "0", "choice", "a", "comment_a", "my remark", "then", "reveal");
        browser.get(path);
        return path;
    }

    private static String link(Browser browser, String path, String... fields) {
        HttpResponse<String> made = browser.post(path + "/share", fields);
        assertThat(made.statusCode()).isEqualTo(303);
        Matcher link = LINK.matcher(browser.get(path).body());
        assertThat(link.find()).isTrue();
        return link.group(1);
    }

    private HttpResponse<byte[]> asStranger(String path) throws Exception {
        return stranger.send(
                HttpRequest.newBuilder(URI.create(server.address()).resolve(path))
                        .header("Accept-Language", "en")
                        .build(),
                BodyHandlers.ofByteArray());
    }

    @ParameterizedTest
    @CsvSource({"fr, a été préférée, Grand Joute", "en, was preferred, Grand Joute"})
    void showsTheCardToWhoeverHasTheLink(String language, String outcome, String name) throws Exception {
        try (Browser browser = new Browser(server.port(), language)) {
            String path = reveal(browser);
            String link = link(browser, path, "as", "link");
            HttpResponse<String> shown = new Browser(server.port(), language).get(link);
            assertThat(shown.statusCode()).isEqualTo(200);
            assertThat(shown.body())
                    .contains(outcome, name, "Écuyer", "ecologits-0.9")
                    .doesNotContain(MARK, "my remark", path.substring("/duel/".length()), "Canberra")
                    .doesNotContainPattern(RECEIPT);
        }
    }

    @Test
    void leavesNoCookieWithItsReaderAndKeepsOutOfSearch() throws Exception {
        try (Browser browser = new Browser(server.port(), "en")) {
            String link = link(browser, reveal(browser), "as", "link");
            for (String address :
                    new String[] {link, link + "?lang=fr&theme=dark", link + "/card.svg", link + "/card.png"}) {
                HttpResponse<byte[]> answer = asStranger(address);
                assertThat(answer.statusCode()).as(address).isEqualTo(200);
                assertThat(answer.headers().allValues("Set-Cookie")).as(address).isEmpty();
                assertThat(answer.headers().firstValue("X-Robots-Tag")).contains("noindex");
                assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
            }
        }
    }

    @Test
    void showsTheQuestionOnlyWhenItsVisitorTicksThat() throws Exception {
        try (Browser browser = new Browser(server.port(), "en")) {
            String path = reveal(browser);
            String without = link(browser, path, "as", "link");
            String with = link(browser, path, "as", "link", "question", "1");
            assertThat(new String(asStranger(with).body(), UTF_8)).contains(MARK + " &lt;b&gt;bold&lt;/b&gt;");
            assertThat(new String(asStranger(with + "/card.svg").body(), UTF_8)).contains(MARK);
            assertThat(asStranger(without).statusCode()).as("the link before").isEqualTo(404);
            assertThat(browser.get(path + "/card.svg").body()).doesNotContain(MARK);
            assertThat(browser.get(path + "/card.svg?question=1").body()).contains(MARK);
        }
    }

    @Test
    void endsWhenTakenBackAndWhenTheDuelIsErased() throws Exception {
        try (Browser browser = new Browser(server.port(), "en")) {
            String path = reveal(browser);
            String first = link(browser, path, "as", "link");
            assertThat(browser.post(path + "/unshare").statusCode()).isEqualTo(303);
            assertThat(asStranger(first).statusCode()).isEqualTo(404);
            assertThat(browser.get(path).body()).doesNotContainPattern(LINK);
            String second = link(browser, path, "as", "link");
            assertThat(second).isNotEqualTo(first);
            browser.post(path + "/delete");
            for (String address : new String[] {second, second + "/card.svg", second + "/card.png"}) {
                assertThat(asStranger(address).statusCode()).as(address).isEqualTo(404);
            }
        }
    }

    @Test
    void givesAPictureToCarryAway() throws Exception {
        try (Browser browser = new Browser(server.port(), "en")) {
            String path = reveal(browser);
            HttpResponse<String> asked = browser.post(path + "/share", "as", "png", "question", "1");
            assertThat(asked.headers().firstValue("Location")).contains(path + "/card.png?download=1&question=1");
            String link = link(browser, path, "as", "link");
            HttpResponse<byte[]> png = asStranger(link + "/card.png?download=1");
            assertThat(png.headers().firstValue("Content-Type")).contains("image/png");
            assertThat(png.headers().firstValue("Content-Disposition")).contains("attachment; filename=\"joute.png\"");
            BufferedImage image = ImageIO.read(new ByteArrayInputStream(png.body()));
            assertThat(image.getWidth()).isEqualTo(1200);
            assertThat(image.getHeight()).isEqualTo(630);
            assertThat(png.body().length).isLessThan(150 * 1024);
            assertThat(new String(asStranger(link + "/card.svg").body(), UTF_8))
                    .contains("<title", "Grand Joute")
                    .doesNotContain("<text", "href", MARK);
        }
    }

    @Test
    void multipliesForAYear() throws Exception {
        try (Browser browser = new Browser(server.port(), "en")) {
            String path = reveal(browser);
            assertThat(browser.get(path).body()).contains("20 discussions like this one a day for a year");
            assertThat(browser.get(path + "?answers=1").body()).contains("1 discussion like this one a day for a year");
            assertThat(browser.get(path + "?answers=99999").body()).contains("20 discussions");
            assertThat(browser.get(path + "?answers=9999").body()).contains("500 discussions");
        }
    }

    private static final java.nio.charset.Charset UTF_8 = java.nio.charset.StandardCharsets.UTF_8;
}
