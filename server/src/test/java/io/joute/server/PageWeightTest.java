package io.joute.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.joute.arena.duel.DuelSettings;
import io.joute.server.http.ServerSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a page weighs on the wire, compressed: its own budget, and the typeface's. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PageWeightTest {
    private static final Pattern ASSET = Pattern.compile("/assets/[^\"]+");
    private static final int KIB = 1024;

    private final TestArena arena =
            new TestArena(DemoServer.models(), DuelSettings.DEFAULT.unpaced(), new SecureRandom());
    private final HttpClient client = HttpClient.newHttpClient();
    private JouteServer server;

    @BeforeAll
    void start() {
        server = JouteServer.start(ServerSettings.DEFAULT.withPort(0), arena.served());
    }

    @AfterAll
    void stop() {
        server.close();
        client.close();
        arena.close();
    }

    @Test
    void everyPageIsLight() {
        for (String path : new String[] {"/", "/models", "/learn", "/nowhere"}) {
            Map<String, Integer> weights = weigh(path);
            int page = weights.getOrDefault(path, 0);
            int all = weights.values().stream().mapToInt(Integer::intValue).sum();
            int font = weightOf(weights, "woff2");

            assertThat(page).as("page alone, %s", path).isLessThan(15 * KIB);
            assertThat(all - font)
                    .as("first visit without the typeface, %s", path)
                    .isLessThan(50 * KIB);
            assertThat(font).as("typeface").isLessThan(60 * KIB);
            assertThat(weightOf(weights, ".js")).as("scripts").isLessThan(30 * KIB);
            assertThat(weights).as("requests").hasSizeLessThanOrEqualTo(8);
        }
    }

    @Test
    void filesAreKeptForEver() throws IOException, InterruptedException {
        for (String asset : weigh("/").keySet()) {
            if (asset.startsWith("/assets/")) {
                assertThat(get(asset).headers().firstValue("Cache-Control"))
                        .contains("public, max-age=31536000, immutable");
            }
        }
    }

    private Map<String, Integer> weigh(String path) {
        Map<String, Integer> weights = new LinkedHashMap<>();
        try {
            weights.put(path, get(path, "Accept-Encoding", "gzip").body().length);
            Matcher assets = ASSET.matcher(new String(get(path).body(), StandardCharsets.UTF_8));
            while (assets.find()) {
                weights.put(
                        assets.group(),
                        get(assets.group(), "Accept-Encoding", "gzip").body().length);
            }
        } catch (IOException failed) {
            throw new IllegalStateException("no answer for " + path, failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
        return weights;
    }

    private static int weightOf(Map<String, Integer> weights, String ending) {
        return weights.entrySet().stream()
                .filter(entry -> entry.getKey().endsWith(ending))
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    private HttpResponse<byte[]> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(server.address()).resolve(path));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return client.send(request.build(), BodyHandlers.ofByteArray());
    }
}
