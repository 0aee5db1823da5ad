package io.joute.server.page;

import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.joute.server.http.Language;
import io.joute.server.http.Reply;
import io.joute.server.http.StaticAssets;
import io.joute.server.http.Visit;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Makes pages of page models, in the visitor's language. Safe for any number of threads. */
public final class Printer {
    private final Map<Language, Words> words = Words.all();
    private final Templates templates = new Templates();
    private final StaticAssets assets;
    private final boolean remote;

    /** Print pages that use {@code assets}; {@code remote} tells whether questions may leave this machine. */
    public Printer(StaticAssets assets, boolean remote) {
        this.assets = assets;
        this.remote = remote;
    }

    /** The words of a language. */
    public Words words(Language language) {
        return Objects.requireNonNull(words.get(language), () -> "no words for " + language);
    }

    /** The words for whoever sent {@code request}. */
    public Words words(ServerRequest request) {
        return words(Visit.languageOf(request));
    }

    /** The frame of a page that belongs to {@code here} in the navigation. */
    public Shell shell(ServerRequest request, String titleKey, String here) {
        return shell(request, titleKey, here, List.of(), false);
    }

    /** The frame of a page with places to jump to, that may come back by itself. */
    Shell shell(ServerRequest request, String titleKey, String here, List<String> skipKeys, boolean waiting) {
        Words words = words(request);
        return new Shell(words, words.say(titleKey), here, Visit.of(request), assets, skipKeys, waiting, remote);
    }

    /** The frame of a page that has a title of its own. */
    Shell titled(ServerRequest request, String title, String here) {
        return new Shell(words(request), title, here, Visit.of(request), assets, List.of(), false, remote);
    }

    /** Send the page that {@code template} makes of {@code model}. */
    public void print(ServerRequest request, ServerResponse response, String template, Object model) {
        Reply.text(request, response, Reply.HTML, templates.render(template, model));
    }
}
