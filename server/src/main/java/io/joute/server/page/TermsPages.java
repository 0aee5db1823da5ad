package io.joute.server.page;

import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.joute.arena.duel.Terms;
import io.joute.server.http.Language;
import io.joute.server.http.Routes;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** The terms of use that come with Joute, and the page that shows them. */
public final class TermsPages implements HttpService {
    /** Changes with every change of the texts that matters. */
    private static final String VERSION = "2026-11";

    private static final List<String> RULES =
            List.of("terms.wrong", "terms.personal", "terms.illegal", "terms.kept", "terms.erase");
    private static final int DIGITS_SHOWN = 12;

    private final Printer printer;

    /** Show the terms. */
    public TermsPages(Printer printer) {
        this.printer = printer;
    }

    /** The terms in force: what every language of the pages says, digested. */
    public static Terms terms() {
        Map<Language, Words> words = Words.all();
        return Terms.of(
                VERSION,
                Arrays.stream(Language.values())
                        .map(words::get)
                        .filter(Objects::nonNull)
                        .flatMap(each -> Stream.concat(RULES.stream(), Stream.of("terms.publication"))
                                .map(each::say))
                        .toList());
    }

    @Override
    public void routing(HttpRules rules) {
        new Routes(rules).read("/terms", this::show);
    }

    private void show(ServerRequest request, ServerResponse response) {
        Words words = printer.words(request);
        Terms terms = terms();
        printer.print(
                request,
                response,
                "terms",
                new TermsPage(
                        printer.shell(request, "terms.title", "/"),
                        RULES.stream().map(words::say).toList(),
                        terms.version(),
                        terms.digest().substring(0, DIGITS_SHOWN)));
    }
}
