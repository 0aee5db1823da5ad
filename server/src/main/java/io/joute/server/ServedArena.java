package io.joute.server;

import io.joute.arena.admin.LegalTexts;
import io.joute.arena.board.Board;
import io.joute.arena.catalog.Catalog;
import io.joute.arena.dataset.Shelf;
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
 * @param shelf datasets that were published
 * @param texts that visitors agree to
 * @param remote whether models of other servers may answer, so that questions leave this machine
 */
public record ServedArena(
        Duels duels,
        Board board,
        Catalog catalog,
        Suggestions suggestions,
        Shelf shelf,
        LegalTexts texts,
        boolean remote) {
    public ServedArena {
        Objects.requireNonNull(duels, "duels");
        Objects.requireNonNull(board, "board");
        Objects.requireNonNull(catalog, "catalog");
        Objects.requireNonNull(suggestions, "suggestions");
        Objects.requireNonNull(shelf, "shelf");
        Objects.requireNonNull(texts, "texts");
    }
}
