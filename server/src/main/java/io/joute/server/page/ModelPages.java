package io.joute.server.page;

import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.joute.arena.board.Board;
import io.joute.arena.catalog.Catalog;
import io.joute.arena.catalog.ModelCard;
import io.joute.arena.catalog.ModelStatus;
import io.joute.arena.duel.Duels;
import io.joute.server.http.Fault;
import io.joute.server.http.Refusal;
import io.joute.server.http.Routes;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The catalogue: who may enter the lists, two of them side by side, and all that is known of one. */
public final class ModelPages implements HttpService {
    private static final String HERE = "/models";
    private static final int A_PAIR = 2;

    private final Printer printer;
    private final Catalog catalog;
    private final Duels duels;
    private final Board board;

    /** Show the cards of {@code catalog}, and what they did by {@code board}; {@code duels} says who plays. */
    public ModelPages(Printer printer, Catalog catalog, Duels duels, Board board) {
        this.printer = printer;
        this.catalog = catalog;
        this.duels = duels;
        this.board = board;
    }

    @Override
    public void routing(HttpRules rules) {
        new Routes(rules).read("/models", this::show).read("/models/{model}", this::one);
    }

    private void show(ServerRequest request, ServerResponse response) {
        List<String> compared = ModelQuery.compared(request);
        List<ModelCard> pair =
                compared.stream().flatMap(id -> shown(id).stream()).toList();
        Words words = printer.words(request);
        if (pair.size() == A_PAIR && compared.size() == A_PAIR) {
            Shell shell = printer.shell(request, "compare.title", HERE);
            CardPair cards = new CardPair(words, new Cards(words, catalog));
            printer.print(request, response, "compare", cards.page(shell, pair.getFirst(), pair.getLast()));
            return;
        }
        String error = compared.isEmpty() ? null : words.say("compare.two");
        printer.print(request, response, "models", list(request, compared, error));
    }

    private ModelsPage list(ServerRequest request, List<String> picked, @Nullable String error) {
        Words words = printer.words(request);
        CardList cards = new CardList(words, new Cards(words, catalog), sight());
        Shell shell = printer.shell(request, "models.title", HERE);
        return cards.page(shell, ModelQuery.of(request), new CardList.Stock(all(), board.standing(), picked), error);
    }

    private void one(ServerRequest request, ServerResponse response) {
        String id = request.path().pathParameters().get("model");
        ModelCard card = shown(id).orElseThrow(() -> new Refusal(Fault.UNKNOWN));
        Words words = printer.words(request);
        Cards cards = new Cards(words, catalog);
        Shell shell = printer.titled(request, card.name(), HERE);
        ModelsPage.ModelView head = new CardList(words, cards, sight()).view(card, biggest(), false);
        ModelPage page = new CardSheet(words, cards)
                .page(shell, card, head, new CareerSheet(words, new TagWords(words, duels.tags()), cards, board));
        printer.print(request, response, "model", page);
    }

    private ModelFacet.Sight sight() {
        return new ModelFacet.Sight(
                Cards.SCALE, duels.enabled().stream().map(ModelCard::id).collect(Collectors.toUnmodifiableSet()));
    }

    private double biggest() {
        return all().stream().mapToDouble(card -> card.total().mid()).max().orElse(1);
    }

    private List<ModelCard> all() {
        return catalog.cards().stream()
                .filter(card -> card.status() != ModelStatus.DISABLED)
                .toList();
    }

    private Optional<ModelCard> shown(String id) {
        return catalog.card(id).filter(card -> card.status() != ModelStatus.DISABLED);
    }
}
