package io.joute.server;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A visitor without scripts: keeps cookies, follows redirects, sends the forms it finds. */
final class Browser implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient client = HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final URI base;
    private final String languages;
    private String lastToken = "";

    Browser(int port, String languages) {
        this.base = URI.create("http://127.0.0.1:" + port);
        this.languages = languages;
    }

    HttpResponse<String> get(String path) {
        HttpResponse<String> response = send(request(path).GET());
        Matcher token = Pattern.compile("name=\"token\" value=\"([^\"]+)\"").matcher(response.body());
        if (token.find()) {
            lastToken = token.group(1);
        }
        return response;
    }

    /** Send a form with the token of the last page; {@code fields} are names and values in turn. */
    HttpResponse<String> post(String path, String... fields) {
        List<String> pairs = new ArrayList<>(List.of("token=" + lastToken));
        for (int i = 0; i < fields.length; i += 2) {
            pairs.add(fields[i] + "=" + URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8));
        }
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Origin", base.toString())
                .POST(BodyPublishers.ofString(String.join("&", pairs))));
    }

    /** Call the API as a program does. */
    HttpResponse<String> call(String method, String path, String json) {
        String session = send(request("/api/session").GET()).body();
        String token = session.replaceAll(".*\"token\":\"([^\"]+)\".*", "$1");
        return send(request(path)
                .header("Content-Type", "application/json")
                .header("Origin", base.toString())
                .header("X-Joute-Token", token)
                .method(method, BodyPublishers.ofString(json)));
    }

    /** Ask a first question by the form of the front page; the path of the duel. */
    String open(String prompt) {
        get("/");
        HttpResponse<String> response = post("/duel", "prompt", prompt, "mode", "random");
        if (response.statusCode() != 303) {
            throw new IllegalStateException("no duel opened: " + response.statusCode() + " " + response.body());
        }
        return response.headers().firstValue("Location").orElseThrow();
    }

    /** Follow a duel until its stream ends; everything that came. */
    String follow(String path, String... headers) {
        HttpRequest.Builder request = request("/api/duels/" + path.substring("/duel/".length()) + "/events");
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return send(request.GET()).body();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path))
                .header("Accept-Language", languages)
                .timeout(PATIENCE);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new IllegalStateException("no answer from " + base, failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
