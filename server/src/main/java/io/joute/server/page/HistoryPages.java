package io.joute.server.page;

import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.joute.arena.catalog.Catalog;
import io.joute.arena.duel.DuelState;
import io.joute.arena.duel.DuelSummary;
import io.joute.arena.duel.Duels;
import io.joute.arena.duel.Receipt;
import io.joute.server.http.Body;
import io.joute.server.http.Fault;
import io.joute.server.http.Language;
import io.joute.server.http.Reply;
import io.joute.server.http.Routes;
import io.joute.server.http.Visit;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The visitor's own duels: to go on with, and to have erased. */
public final class HistoryPages implements HttpService {
    /** Where to go after an erasure. */
    static final String ERASED = "/duels?erased=1";

    private static final String SEARCH = "q";
    private static final int PROMPT_CHARACTERS = 160;

    private final Printer printer;
    private final Duels duels;
    private final Catalog catalog;
    private final ZoneId zone;

    /** Show {@code duels}, naming models of {@code catalog}; dates are of {@code zone}. */
    public HistoryPages(Printer printer, Duels duels, Catalog catalog, ZoneId zone) {
        this.printer = printer;
        this.duels = duels;
        this.catalog = catalog;
        this.zone = zone;
    }

    @Override
    public void routing(HttpRules rules) {
        new Routes(rules)
                .read("/duels", this::show)
                .post("/duels/delete", this::deleteAll)
                .post("/duels/receipt", this::deleteByReceipt);
    }

    private void show(ServerRequest request, ServerResponse response) {
        boolean erased = request.query().first("erased").isPresent();
        print(request, response, erased, null);
    }

    private void deleteAll(ServerRequest request, ServerResponse response) {
        duels.eraseAll(Visit.of(request).visitor());
        Reply.seeOther(response, ERASED);
    }

    private void deleteByReceipt(ServerRequest request, ServerResponse response) {
        String typed = Body.of(request).form().required("receipt");
        if (Receipt.typed(typed).filter(duels::erase).isPresent()) {
            Reply.seeOther(response, ERASED);
        } else {
            response.status(Fault.UNKNOWN.status());
            print(request, response, false, printer.words(request).say("error.receipt"));
        }
    }

    private void print(ServerRequest request, ServerResponse response, boolean erased, @Nullable String error) {
        Words words = printer.words(request);
        String search = request.query().first(SEARCH).orElse("").strip();
        List<DuelSummary> all = duels.history(Visit.of(request).visitor());
        List<HistoryPage.Line> lines = all.stream()
                .filter(summary -> contains(summary.prompt(), search))
                .map(summary -> line(words, summary))
                .toList();
        printer.print(
                request,
                response,
                "history",
                new HistoryPage(
                        printer.shell(request, "history.title", "/duels"), lines, all.size(), search, erased, error));
    }

    private HistoryPage.Line line(Words words, DuelSummary summary) {
        Language opened = Language.ofCode(summary.locale()).orElse(Language.ENGLISH);
        return new HistoryPage.Line(
                summary.id().value(),
                shortened(CleanText.of(summary.prompt())),
                AnswerLanguage.of(summary.prompt(), opened).code(),
                summary.openedAt().toString(),
                date(words, summary),
                words.say("mode." + summary.mode().key()),
                words.count("history.turns", summary.turns()),
                words.say("history.state." + summary.state().name().toLowerCase(Locale.ROOT)),
                summary.vote()
                        .map(vote -> words.say("voted." + vote.choice().key()))
                        .orElse(""),
                models(words, summary),
                summary.state() == DuelState.REVEALED ? words.say("history.see") : words.say("history.resume"));
    }

    private String models(Words words, DuelSummary summary) {
        Cards cards = new Cards(words, catalog);
        return summary.models()
                .map(models -> words.say("history.models", cards.name(models.left()), cards.name(models.right())))
                .orElse("");
    }

    private String date(Words words, DuelSummary summary) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                .withLocale(words.language().locale())
                .withZone(zone)
                .format(summary.openedAt());
    }

    private static boolean contains(String prompt, String search) {
        return prompt.toLowerCase(Locale.ROOT).contains(search.toLowerCase(Locale.ROOT));
    }

    private static String shortened(String prompt) {
        return prompt.codePointCount(0, prompt.length()) <= PROMPT_CHARACTERS
                ? prompt
                : prompt.substring(0, prompt.offsetByCodePoints(0, PROMPT_CHARACTERS))
                                .strip() + "…";
    }
}
