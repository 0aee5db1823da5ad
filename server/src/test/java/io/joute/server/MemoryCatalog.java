package io.joute.server;

import io.joute.arena.catalog.Catalog;
import io.joute.arena.catalog.ModelCard;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** Cards in memory. */
final class MemoryCatalog implements Catalog {
    private final ConcurrentSkipListMap<String, ModelCard> cards = new ConcurrentSkipListMap<>();

    MemoryCatalog(List<ModelCard> cards) {
        cards.forEach(this::save);
    }

    @Override
    public List<ModelCard> cards() {
        return List.copyOf(cards.values());
    }

    @Override
    public Optional<ModelCard> card(String id) {
        return Optional.ofNullable(cards.get(id));
    }

    @Override
    public void save(ModelCard card) {
        cards.put(card.id(), card);
    }

    @Override
    public boolean remove(String id) {
        return cards.remove(id) != null;
    }
}
