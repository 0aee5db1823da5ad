package io.joute.server.page;

import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.joute.arena.catalog.Catalog;
import io.joute.arena.catalog.ModelCard;
import io.joute.arena.catalog.ModelStatus;
import io.joute.server.http.Routes;
import java.util.Comparator;
import java.util.List;

/** The catalogue: who may enter the lists. */
public final class ModelPages implements HttpService {
    private final Printer printer;
    private final Catalog catalog;

    /** Show the cards of {@code catalog}. */
    public ModelPages(Printer printer, Catalog catalog) {
        this.printer = printer;
        this.catalog = catalog;
    }

    @Override
    public void routing(HttpRules rules) {
        new Routes(rules).read("/models", this::show);
    }

    private void show(ServerRequest request, ServerResponse response) {
        Words words = printer.words(request);
        Cards cards = new Cards(words, catalog);
        List<ModelCard> shown = catalog.cards().stream()
                .filter(card -> card.status() != ModelStatus.DISABLED)
                .sorted(Comparator.comparingDouble(
                                (ModelCard card) -> -card.total().mid())
                        .thenComparing(ModelCard::id))
                .toList();
        double biggest =
                shown.stream().mapToDouble(card -> card.total().mid()).max().orElse(1);
        printer.print(
                request,
                response,
                "models",
                new ModelsPage(
                        printer.shell(request, "models.title", "/models"),
                        shown.stream().map(card -> view(cards, card, biggest)).toList(),
                        words.say("models.scale", cards.scale(), Cards.CLASS_METHOD)));
    }

    private static ModelsPage.ModelView view(Cards cards, ModelCard card, double biggest) {
        return new ModelsPage.ModelView(
                card.id(),
                card.name(),
                cards.maker(card),
                SizeDrawing.side(card.total().mid(), biggest),
                cards.badges(card),
                cards.description(card),
                cards.facts(card));
    }
}
