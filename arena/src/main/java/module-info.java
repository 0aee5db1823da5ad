/** Duels, votes, pairing, ranking, energy, catalogue: the product, with no network, no database and no model inside. */
module io.joute.arena {
    requires transitive io.joute.base;
    requires static transitive org.jspecify;

    exports io.joute.arena.admin;
    exports io.joute.arena.catalog;
    exports io.joute.arena.energy;
    exports io.joute.arena.ranking;
    exports io.joute.arena.prompt;
    exports io.joute.arena.duel;
    exports io.joute.arena.board;
    exports io.joute.arena.dataset;
    exports io.joute.arena.moderation;
}
