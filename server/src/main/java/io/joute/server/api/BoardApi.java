package io.joute.server.api;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.joute.arena.board.Board;
import io.joute.arena.board.Standing;
import io.joute.server.http.Reply;
import io.joute.server.http.Routes;
import io.joute.server.page.BoardQuery;
import java.time.Clock;

/** The leaderboard for programs: the query is the page's, and so are the figures. */
public final class BoardApi implements HttpService {
    private static final String CSV = "text/csv; charset=utf-8";

    private final Board board;
    private final Json json;
    private final Clock clock;

    /** Serve {@code board}; periods end now by {@code clock}. */
    public BoardApi(Board board, Json json, Clock clock) {
        this.board = board;
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
        json.send(request, response, BoardBody.of(standing(query), query));
    }

    private void table(ServerRequest request, ServerResponse response) {
        BoardQuery query = BoardQuery.of(request);
        file(request, response, "leaderboard.csv", BoardCsv.table(standing(query), query));
    }

    private void votes(ServerRequest request, ServerResponse response) {
        BoardQuery query = BoardQuery.of(request);
        file(
                request,
                response,
                "votes.csv",
                BoardCsv.votes(board.votes(query.view(clock.instant()).selection())));
    }

    private Standing standing(BoardQuery query) {
        return board.standing(query.view(clock.instant()));
    }

    private static void file(ServerRequest request, ServerResponse response, String name, String text) {
        response.header(HeaderNames.CONTENT_DISPOSITION, "attachment; filename=\"" + name + '"');
        Reply.text(request, response, CSV, text);
    }
}
