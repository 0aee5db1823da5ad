package io.joute.cli;

import io.joute.arena.catalog.ModelCard;
import io.joute.store.file.CatalogFile;
import java.util.List;
import java.util.Optional;

/** The cards that come with Joute, so that nobody needs to describe what endpoints often serve. */
final class KnownModels {
    private KnownModels() {}

    /** All of them. */
    static List<ModelCard> cards() {
        return new CatalogFile().starter();
    }

    /** The card with this id. */
    static Optional<ModelCard> card(String id) {
        return cards().stream().filter(card -> card.id().equals(id)).findFirst();
    }
}
