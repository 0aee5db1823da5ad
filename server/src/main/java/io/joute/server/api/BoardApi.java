package io.joute.server.api;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.joute.arena.board.Board;
import io.joute.arena.board.BoardRow;
import io.joute.arena.board.Standing;
import io.joute.arena.catalog.Catalog;
import io.joute.server.http.Reply;
import io.joute.server.http.Routes;
import io.joute.server.page.BoardQuery;
import io.joute.server.page.Printer;
import io.joute.server.page.ShownRows;
import java.time.Clock;
import java.util.List;

/** The leaderboard for programs: the query is the page's, and so are the figures. */
public final class BoardApi implements HttpService {
    private static final String CSV = "text/csv; charset=utf-8";

    private final Board board;
    private final Catalog catalog;
    private final Printer printer;
    private final Json json;
    private final Clock clock;

    /** Serve {@code board} in the order of the pages of {@code printer}; periods end now by {@code clock}. */
    public BoardApi(Board board, Catalog catalog, Printer printer, Json json, Clock clock) {
        this.board = board;
        this.catalog = catalog;
        this.printer = printer;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public void routing(HttpRules rules) {
        new Routes(rules)
                .read("/api/leaderboard", this::show)
                .read("/leaderboard.csv", this::table)
                .read("/leaderboard/votes.csv", this::votes);
    }

    private void show(ServerRequest request, ServerResponse response) {
        BoardQuery query = BoardQuery.of(request);
        Standing standing = standing(query);
        json.send(request, response, BoardBody.of(standing, query, rows(request, standing, query)));
    }

    private void table(ServerRequest request, ServerResponse response) {
        BoardQuery query = BoardQuery.of(request);
        Standing standing = standing(query);
        BoardTable table = new BoardTable(standing, query.rows().inFiles());
        file(request, response, "leaderboard.csv", BoardCsv.table(table, rows(request, standing, query)));
    }

    private void votes(ServerRequest request, ServerResponse response) {
        BoardQuery query = BoardQuery.of(request);
        file(
                request,
                response,
                "votes.csv",
                BoardCsv.votes(board.votes(query.view(clock.instant()).selection())));
    }

    private List<BoardRow> rows(ServerRequest request, Standing standing, BoardQuery query) {
        return ShownRows.of(standing, query, printer.words(request), catalog);
    }

    private Standing standing(BoardQuery query) {
        return board.standing(query.view(clock.instant()));
    }

    private static void file(ServerRequest request, ServerResponse response, String name, String text) {
        response.header(HeaderNames.CONTENT_DISPOSITION, "attachment; filename=\"" + name + '"');
        Reply.text(request, response, CSV, text);
    }
}
