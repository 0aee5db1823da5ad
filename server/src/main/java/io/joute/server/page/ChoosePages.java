package io.joute.server.page;

import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.joute.arena.catalog.ModelCard;
import io.joute.arena.duel.Duels;
import io.joute.arena.duel.Terms;
import io.joute.server.http.Routes;
import java.util.Comparator;
import java.util.List;

/** Where a visitor picks one or two models: a page of its own, so that the front page names none. */
final class ChoosePages implements HttpService {
    /** Name of the boxes in the form, and of the parameter that ticks them. */
    static final String MODELS = "models";

    private final Printer printer;
    private final Duels duels;

    ChoosePages(Printer printer, Duels duels) {
        this.printer = printer;
        this.duels = duels;
    }

    @Override
    public void routing(HttpRules rules) {
        new Routes(rules).read("/choose", this::show);
    }

    private void show(ServerRequest request, ServerResponse response) {
        List<String> picked = request.query().all(MODELS, List::of);
        print(request, response, request.query().first("prompt").orElse(""), picked, Told.NOTHING);
    }

    /** Send the page, with what was typed and ticked so far. */
    void print(ServerRequest request, ServerResponse response, String prompt, List<String> picked, Told told) {
        Words words = printer.words(request);
        List<ChoosePage.Pick> picks = duels.enabled().stream()
                .sorted(Comparator.comparing(ModelCard::name))
                .map(card -> pick(words, card, picked.contains(card.id())))
                .toList();
        printer.print(
                request,
                response,
                "choose",
                new ChoosePage(
                        printer.shell(request, "choose.title", "/", List.of("prompt"), false),
                        prompt,
                        duels.terms().map(Terms::version).orElse(""),
                        picks,
                        told));
    }

    private static ChoosePage.Pick pick(Words words, ModelCard card, boolean picked) {
        String size = new Figures(words).sizeInWords(card.total());
        return new ChoosePage.Pick(card.id(), card.name(), card.maker() + ", " + size, picked);
    }
}
