package io.joute.server.page;

import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.joute.arena.board.Standing;
import io.joute.arena.catalog.Catalog;
import io.joute.server.http.Routes;
import java.util.function.Supplier;

/** The leaderboard. */
public final class BoardPages implements HttpService {
    private final Printer printer;
    private final Supplier<Standing> standing;
    private final Catalog catalog;

    /** Show {@code standing}; names come from {@code catalog}. */
    public BoardPages(Printer printer, Supplier<Standing> standing, Catalog catalog) {
        this.printer = printer;
        this.standing = standing;
        this.catalog = catalog;
    }

    @Override
    public void routing(HttpRules rules) {
        new Routes(rules).read("/leaderboard", this::show);
    }

    private void show(ServerRequest request, ServerResponse response) {
        Words words = printer.words(request);
        Shell shell = printer.shell(request, "board.title", "/leaderboard");
        BoardPage page = new Leaderboard(words, new Cards(words, catalog)).page(shell, standing.get());
        printer.print(request, response, "leaderboard", page);
    }
}
