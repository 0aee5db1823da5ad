package io.joute.server.page;

import io.joute.server.http.Language;
import io.joute.server.http.StaticAssets;
import io.joute.server.http.Theme;
import io.joute.server.http.Visit;
import io.joute.server.http.Visits;
import java.util.Arrays;
import java.util.List;

/**
 * What every page has around its content.
 *
 * @param words in the page's language
 * @param title of the page
 * @param here the page of the navigation it belongs to; empty for none
 * @param visit who looks
 * @param assets files of the page
 * @param skipKeys places to jump to, as {@code prompt}; each is an id in the page and a sentence {@code skip.prompt}
 * @param waiting whether the page should come back by itself where there are no scripts
 * @param remote whether models of other servers may answer
 */
public record Shell(
        Words words,
        String title,
        String here,
        Visit visit,
        StaticAssets assets,
        List<String> skipKeys,
        boolean waiting,
        boolean remote) {
    private static final List<String> PAGES = List.of("/", "/duels", "/leaderboard", "/models", "/learn");
    private static final List<String> PAGE_KEYS =
            List.of("nav.duel", "nav.history", "nav.board", "nav.models", "nav.learn");

    public Shell {
        skipKeys = List.copyOf(skipKeys);
    }

    /** A link of the frame. */
    public record Link(String address, String text, boolean here) {}

    /** A jump within the page. */
    public record Skip(String target, String text) {}

    /** Key of what is promised of questions and visitors. */
    public String promise() {
        return remote ? "foot.promise.remote" : "foot.promise";
    }

    /** Code of the page's language. */
    public String language() {
        return words.language().code();
    }

    /** Code of the page's theme. */
    public String theme() {
        return visit.theme().code();
    }

    /** Nonce of the page's scripts. */
    public String nonce() {
        return visit.nonce();
    }

    /** Token that the page's forms send back. */
    public String token() {
        return visit.token();
    }

    /** Address of a file of the page. */
    public String asset(String file) {
        return assets.address(file);
    }

    /** When to come back and where to: without an address, a browser only scrolls to a fragment of this one. */
    public String refresh() {
        return "3; url=" + visit.address();
    }

    /** The pages to go to. */
    public List<Link> nav() {
        return java.util.stream.IntStream.range(0, PAGES.size())
                .mapToObj(i -> new Link(
                        PAGES.get(i), words.say(PAGE_KEYS.get(i)), PAGES.get(i).equals(here)))
                .toList();
    }

    /** The places to jump to. */
    public List<Skip> skips() {
        return java.util.stream.Stream.concat(skipKeys.stream(), java.util.stream.Stream.of("content"))
                .map(key -> new Skip(key, words.say("skip." + key)))
                .toList();
    }

    /** Code of the language that the page can be switched to. */
    public String otherLanguage() {
        return other().code();
    }

    /** This same page in the other language. */
    public String otherLanguageAddress() {
        return withParameter(Visits.LANGUAGE, other().code());
    }

    /** This same page in each theme. */
    public List<Link> themes() {
        return Arrays.stream(Theme.values())
                .map(theme -> new Link(
                        withParameter(Visits.THEME, theme.code()),
                        words.say("theme." + theme.code()),
                        theme == visit.theme()))
                .toList();
    }

    private Language other() {
        return words.language() == Language.FRENCH ? Language.ENGLISH : Language.FRENCH;
    }

    private String withParameter(String name, String value) {
        return visit.address() + (visit.address().indexOf('?') < 0 ? '?' : '&') + name + '=' + value;
    }
}
