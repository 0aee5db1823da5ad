package io.joute.server;

import io.joute.arena.board.Standing;
import io.joute.arena.catalog.Catalog;
import io.joute.arena.duel.Duels;
import io.joute.server.page.Suggestions;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * What a server serves.
 *
 * @param duels the duels
 * @param standing how the models stand now, votes of unrevealed duels left out
 * @param catalog the cards
 * @param suggestions questions to try
 */
public record ServedArena(Duels duels, Supplier<Standing> standing, Catalog catalog, Suggestions suggestions) {
    public ServedArena {
        Objects.requireNonNull(duels, "duels");
        Objects.requireNonNull(standing, "standing");
        Objects.requireNonNull(catalog, "catalog");
        Objects.requireNonNull(suggestions, "suggestions");
    }
}
