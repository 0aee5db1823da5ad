package io.joute.server.page;

import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.joute.arena.board.Board;
import io.joute.arena.board.PersonalBoard;
import io.joute.arena.board.Standing;
import io.joute.arena.catalog.Catalog;
import io.joute.arena.dataset.Edition;
import io.joute.arena.dataset.Shelf;
import io.joute.arena.duel.VoteTags;
import io.joute.server.http.Routes;
import io.joute.server.http.Visit;
import java.time.Clock;
import java.util.List;

/** The leaderboard, who wins against whom, and what one's own votes say. */
public final class BoardPages implements HttpService {
    private static final String HERE = "/leaderboard";

    private final Printer printer;
    private final Board board;
    private final Catalog catalog;
    private final Shelf shelf;
    private final VoteTags tags;
    private final Clock clock;

    /**
     * What is shown.
     *
     * @param board how the models stand
     * @param catalog names and cards
     * @param shelf datasets that were published
     * @param tags reasons that are ticked
     */
    public record Sources(Board board, Catalog catalog, Shelf shelf, VoteTags tags) {}

    /** Show {@code sources}; periods end now by {@code clock}. */
    public BoardPages(Printer printer, Sources sources, Clock clock) {
        this.printer = printer;
        this.board = sources.board();
        this.catalog = sources.catalog();
        this.shelf = sources.shelf();
        this.tags = sources.tags();
        this.clock = clock;
    }

    @Override
    public void routing(HttpRules rules) {
        new Routes(rules)
                .read("/leaderboard", this::show)
                .read("/leaderboard/matrix", this::matrix)
                .read("/leaderboard/mine", this::mine);
    }

    private void show(ServerRequest request, ServerResponse response) {
        BoardQuery query = BoardQuery.of(request);
        Words words = printer.words(request);
        Shell shell = printer.shell(request, "board.title", HERE);
        BoardPage page = new Leaderboard(words, new TagWords(words, tags), new Cards(words, catalog), query)
                .page(shell, standing(query))
                .offering(shelf.editions().stream()
                        .map(edition -> published(words, edition))
                        .toList());
        printer.print(request, response, "leaderboard", page);
    }

    private void matrix(ServerRequest request, ServerResponse response) {
        BoardQuery query = BoardQuery.of(request);
        Words words = printer.words(request);
        Shell shell = printer.shell(request, "matrix.title", HERE);
        MatrixPage page = new WinRates(words, new Cards(words, catalog)).page(shell, standing(query), query);
        printer.print(request, response, "matrix", page);
    }

    private void mine(ServerRequest request, ServerResponse response) {
        Words words = printer.words(request);
        PersonalBoard mine = board.personal(Visit.of(request).visitor());
        Shell shell = printer.shell(request, "mine.title", HERE);
        printer.print(request, response, "mine", new MinePage(shell, lede(mine, words), rows(mine, words)));
    }

    private static BoardPage.Published published(Words words, Edition edition) {
        Figures figures = new Figures(words);
        return new BoardPage.Published(
                words.form(
                        "board.published.edition",
                        edition.duels(),
                        figures.date(edition.day().toString()),
                        figures.number(edition.duels()),
                        words.say("admin.exports." + edition.format())),
                edition.id());
    }

    private Standing standing(BoardQuery query) {
        return board.standing(query.view(clock.instant()));
    }

    private static String lede(PersonalBoard mine, Words words) {
        String votes =
                mine.comparisons() == 0 ? words.say("mine.votes.none") : words.count("mine.votes", mine.comparisons());
        return mine.isShown()
                ? votes
                : votes + " " + words.count("mine.missing", PersonalBoard.FEWEST - mine.comparisons());
    }

    private List<MinePage.Row> rows(PersonalBoard mine, Words words) {
        Figures figures = new Figures(words);
        Cards cards = new Cards(words, catalog);
        return mine.lines().stream()
                .filter(line -> mine.isShown())
                .map(line -> new MinePage.Row(
                        figures.number(line.rank()),
                        line.model(),
                        cards.name(line.model()),
                        figures.percent(line.score()),
                        line.points() == Math.rint(line.points())
                                ? figures.number((long) line.points())
                                : figures.fixed(line.points(), 1),
                        figures.number(line.votes())))
                .toList();
    }
}
