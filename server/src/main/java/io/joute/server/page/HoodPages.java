package io.joute.server.page;

import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.joute.arena.catalog.Catalog;
import io.joute.arena.duel.BlindView;
import io.joute.arena.duel.DuelId;
import io.joute.arena.duel.Duels;
import io.joute.arena.duel.Reveal;
import io.joute.arena.duel.Side;
import io.joute.base.chat.ChatException;
import io.joute.base.chat.ScoredToken;
import io.joute.server.http.Refusals;
import io.joute.server.http.Routes;
import io.joute.server.http.Visit;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Under the hood of a revealed duel: how sure each model was of each token that it wrote. */
public final class HoodPages implements HttpService {
    private static final System.Logger LOG = System.getLogger(HoodPages.class.getName());
    /** Of what might have come instead, what has less is left out. */
    private static final double WORTH_SHOWING = 0.001;

    private static final double[] LEVELS = {0.05, 0.25, 0.6, 0.9};

    private final Printer printer;
    private final Duels duels;
    private final Catalog catalog;

    /** Read the answers of {@code duels} again; {@code catalog} names their models. */
    public HoodPages(Printer printer, Duels duels, Catalog catalog) {
        this.printer = printer;
        this.duels = duels;
        this.catalog = catalog;
    }

    @Override
    public void routing(HttpRules rules) {
        new Routes(rules).read("/duel/{id}/turns/{turn}/hood", this::show);
    }

    private void show(ServerRequest request, ServerResponse response) {
        DuelId id = Refusals.duelId(request.path().pathParameters().get("id"));
        int turn = Ballots.turn(request.path().pathParameters().get("turn"));
        String visitor = Visit.of(request).visitor();
        Words words = printer.words(request);
        HoodPage.Half a = half(words, id, visitor, turn, Side.LEFT);
        HoodPage.Half b = half(words, id, visitor, turn, Side.RIGHT);
        BlindView view = duels.view(id, visitor);
        printer.print(
                request,
                response,
                "hood",
                new HoodPage(
                        printer.shell(request, "hood.title", "/"),
                        id.value(),
                        view.turns().get(turn).prompt(),
                        a,
                        b));
    }

    private HoodPage.Half half(Words words, DuelId id, String visitor, int turn, Side side) {
        List<HoodPage.Piece> pieces = scores(id, visitor, turn, side).stream()
                .map(token -> piece(new Figures(words), token))
                .toList();
        Reveal reveal = duels.reveal(id, visitor);
        String name = new Cards(words, catalog).name(reveal.contender(side).modelId());
        String letter = side.letter().toUpperCase(Locale.ROOT);
        return new HoodPage.Half(side.letter(), words.say("hood.side", letter, name), pieces);
    }

    /** Nothing where the model is gone, fails, or runs elsewhere. */
    private List<ScoredToken> scores(DuelId id, String visitor, int turn, Side side) {
        try {
            return duels.scores(id, visitor, turn, side).orElse(List.of());
        } catch (ChatException e) {
            LOG.log(Level.WARNING, "an answer could not be read again", e);
            return List.of();
        }
    }

    private static HoodPage.Piece piece(Figures figures, ScoredToken token) {
        String others = token.likeliest().stream()
                .filter(other ->
                        other.probability() >= WORTH_SHOWING && !other.text().equals(token.text()))
                .map(other -> shown(other.text()) + "\u00A0" + figures.percent(other.probability()))
                .collect(Collectors.joining(", "));
        return new HoodPage.Piece(
                CleanText.of(token.text()),
                shown(token.text()),
                level(token.probability()),
                figures.percent(token.probability()),
                others);
    }

    private static int level(double probability) {
        int level = 0;
        while (level < LEVELS.length && probability >= LEVELS[level]) {
            level++;
        }
        return level;
    }

    /** White space as a mark, so that it can be seen. */
    private static String shown(String text) {
        return Optional.of(CleanText.of(text))
                .filter(clean -> !clean.isEmpty())
                .map(clean -> clean.replace(' ', '␣').replace("\n", "⏎"))
                .orElse("∅");
    }
}
