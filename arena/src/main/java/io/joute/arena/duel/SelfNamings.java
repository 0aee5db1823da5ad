package io.joute.arena.duel;

import io.joute.arena.catalog.Catalog;
import io.joute.arena.catalog.ModelCard;
import java.util.List;

/**
 * What names to mask: those of all the catalogue, whoever plays. With those of a duel's two models alone, an answer that
 * lists names would tell by its masks which two these are. Safe for any number of threads.
 */
final class SelfNamings {
    private final Catalog catalog;
    private volatile Known known = new Known(List.of(), SelfNaming.of(List.of()));

    private record Known(List<ModelCard> cards, SelfNaming naming) {}

    SelfNamings(Catalog catalog) {
        this.catalog = catalog;
    }

    /** By the catalogue as it is now. */
    SelfNaming now() {
        List<ModelCard> cards = catalog.cards();
        Known last = known;
        if (!last.cards.equals(cards)) {
            last = new Known(cards, SelfNaming.of(cards));
            known = last;
        }
        return last.naming;
    }
}
