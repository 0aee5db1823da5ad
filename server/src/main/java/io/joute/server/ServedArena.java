package io.joute.server;

import io.joute.arena.board.Board;
import io.joute.arena.catalog.Catalog;
import io.joute.arena.duel.Duels;
import io.joute.server.page.Suggestions;
import java.util.Objects;

/**
 * What a server serves.
 *
 * @param duels the duels
 * @param board how the models stand, votes of unrevealed duels left out
 * @param catalog the cards
 * @param suggestions questions to try
 */
public record ServedArena(Duels duels, Board board, Catalog catalog, Suggestions suggestions) {
    public ServedArena {
        Objects.requireNonNull(duels, "duels");
        Objects.requireNonNull(board, "board");
        Objects.requireNonNull(catalog, "catalog");
        Objects.requireNonNull(suggestions, "suggestions");
    }
}
