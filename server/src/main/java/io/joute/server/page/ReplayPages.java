package io.joute.server.page;

import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.joute.arena.catalog.Catalog;
import io.joute.arena.duel.BlindView;
import io.joute.arena.duel.DuelId;
import io.joute.arena.duel.Duels;
import io.joute.arena.duel.Replay;
import io.joute.arena.duel.Reveal;
import io.joute.arena.duel.Side;
import io.joute.server.http.Language;
import io.joute.server.http.Refusals;
import io.joute.server.http.Routes;
import io.joute.server.http.Visit;
import java.util.Locale;

/** A turn of a revealed duel played once more: same settings, same seed, same text? */
public final class ReplayPages implements HttpService {
    private final Printer printer;
    private final Duels duels;
    private final Catalog catalog;
    private final Markdown markdown;

    /** Ask the models of {@code duels} again; {@code catalog} names them. */
    public ReplayPages(Printer printer, Duels duels, Catalog catalog, Markdown markdown) {
        this.printer = printer;
        this.duels = duels;
        this.catalog = catalog;
        this.markdown = markdown;
    }

    @Override
    public void routing(HttpRules rules) {
        new Routes(rules).post("/duel/{id}/turns/{turn}/replay", this::replay);
    }

    private void replay(ServerRequest request, ServerResponse response) {
        DuelId id = Refusals.duelId(request.path().pathParameters().get("id"));
        int turn = Ballots.turn(request.path().pathParameters().get("turn"));
        String visitor = Visit.of(request).visitor();
        Replay left = duels.replay(id, visitor, turn, Side.LEFT);
        Replay right = duels.replay(id, visitor, turn, Side.RIGHT);
        Words words = printer.words(request);
        Reveal reveal = duels.reveal(id, visitor);
        BlindView.Turn then = duels.view(id, visitor).turns().get(turn);
        Language asked = AnswerLanguage.of(
                then.prompt(), Language.ofCode(reveal.locale()).orElse(Language.ENGLISH));
        printer.print(
                request,
                response,
                "replay",
                new ReplayPage(
                        printer.shell(request, "replay.title", "/"),
                        id.value(),
                        turn,
                        CleanText.of(then.prompt()),
                        asked.code(),
                        new MachineComparison(words, new Cards(words, catalog)).settings(reveal),
                        half(words, reveal, Side.LEFT, left, asked),
                        half(words, reveal, Side.RIGHT, right, asked)));
    }

    private ReplayPage.Half half(Words words, Reveal reveal, Side side, Replay replay, Language asked) {
        String letter = side.letter().toUpperCase(Locale.ROOT);
        String name = new Cards(words, catalog).name(reveal.contender(side).modelId());
        String title = words.say("hood.side", letter, name);
        return switch (replay) {
            case Replay.Same same -> half(side, title, words.say("replay.same"), same.text(), asked);
            case Replay.Different other -> half(side, title, words.say("replay.different"), other.text(), asked);
            case Replay.Unavailable _ -> half(side, title, words.say("replay.none"), "", asked);
        };
    }

    private ReplayPage.Half half(Side side, String title, String verdict, String text, Language asked) {
        return new ReplayPage.Half(
                side.letter(), title, verdict, AnswerLanguage.of(text, asked).code(), markdown.render(text));
    }
}
