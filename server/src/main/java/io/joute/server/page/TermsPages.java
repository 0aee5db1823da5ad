package io.joute.server.page;

import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.joute.arena.admin.LegalText;
import io.joute.arena.admin.LegalTexts;
import io.joute.arena.admin.TextVersion;
import io.joute.arena.duel.Terms;
import io.joute.server.http.Fault;
import io.joute.server.http.Refusal;
import io.joute.server.http.Routes;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** The terms of use and the privacy notice, in all their versions. */
public final class TermsPages implements HttpService {
    private static final String VERSION = "version";
    private static final int DIGITS_SHOWN = 12;

    private final Printer printer;
    private final LegalTexts texts;
    private final ZoneId zone;
    private final Markdown markdown = Markdown.ofPages();

    /** Show {@code texts}, their dates in {@code zone}. */
    public TermsPages(Printer printer, LegalTexts texts, ZoneId zone) {
        this.printer = printer;
        this.texts = texts;
        this.zone = zone;
    }

    @Override
    public void routing(HttpRules rules) {
        new Routes(rules)
                .read("/terms", (request, response) -> show(request, response, LegalText.TERMS))
                .read("/privacy", (request, response) -> show(request, response, LegalText.PRIVACY));
    }

    private void show(ServerRequest request, ServerResponse response, LegalText text) {
        Words words = printer.words(request);
        Optional<TextVersion> asked =
                request.query().first(VERSION).map(this::version).orElseGet(texts::current);
        Terms terms = asked.map(AgreedTexts::of).orElseGet(() -> AgreedTexts.inForce(texts));
        String language = words.language().code();
        String written = asked.map(version -> version.text(text, language))
                .orElseGet(() -> Objects.requireNonNull(texts.words(text).get(language)));
        String digest = terms.digest().substring(0, DIGITS_SHOWN);
        printer.print(
                request,
                response,
                "terms",
                new TermsPage(
                        printer.shell(request, text.key() + ".title", ""),
                        words.say(text.key() + ".lede"),
                        asked.equals(texts.current()) ? "" : words.say("terms.old"),
                        markdown.render(words.typeset(written)),
                        asked.map(version ->
                                        words.say("terms.version", version.number(), date(words, version.at()), digest))
                                .orElseGet(() -> words.say("terms.shipped", terms.version(), digest)),
                        links(words, text, asked)));
    }

    /** The other text of this version, then the other versions of this text. */
    private List<Shell.Link> links(Words words, LegalText text, Optional<TextVersion> asked) {
        LegalText other = text == LegalText.TERMS ? LegalText.PRIVACY : LegalText.TERMS;
        String same = asked.filter(version -> !asked.equals(texts.current()))
                .map(TermsPages::query)
                .orElse("");
        Stream<Shell.Link> versions = texts.versions().reversed().stream()
                .filter(version -> !Optional.of(version).equals(asked))
                .map(version -> new Shell.Link(
                        '/' + text.key() + query(version),
                        words.say("terms.other", version.number(), date(words, version.at())),
                        false));
        return Stream.concat(
                        Stream.of(new Shell.Link('/' + other.key() + same, words.say(other.key() + ".title"), false)),
                        versions)
                .toList();
    }

    private Optional<TextVersion> version(String digits) {
        Optional<TextVersion> found =
                digits.matches("\\d{1,6}") ? texts.version(Integer.parseInt(digits)) : Optional.empty();
        if (found.isEmpty()) {
            throw new Refusal(Fault.UNKNOWN);
        }
        return found;
    }

    private static String query(TextVersion version) {
        return '?' + VERSION + '=' + version.number();
    }

    private String date(Words words, Instant at) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(words.language().locale())
                .withZone(zone)
                .format(at);
    }
}
