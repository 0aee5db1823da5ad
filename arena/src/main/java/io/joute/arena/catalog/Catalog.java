package io.joute.arena.catalog;

import java.util.List;
import java.util.Optional;

/** The cards of all models of an arena. Safe for any number of threads. */
public interface Catalog {
    /** All cards, by id. */
    List<ModelCard> cards();

    /** The card with this id. */
    Optional<ModelCard> card(String id);

    /** Add a card, or replace the one with its id, durably. */
    void save(ModelCard card);

    /** Remove a card; false when there was none. */
    boolean remove(String id);
}
