package io.joute.arena.duel;

import io.joute.arena.catalog.Catalog;
import io.joute.arena.catalog.ModelCard;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What names to mask in each duel: the same on both sides, those of both its models. Safe for any number of threads. */
final class SelfNamings {
    private static final int KEPT = 256;

    private final Catalog catalog;
    private final Map<Set<ModelCard>, SelfNaming> known = new ConcurrentHashMap<>();

    SelfNamings(Catalog catalog) {
        this.catalog = catalog;
    }

    SelfNaming of(Duel duel) {
        Set<ModelCard> cards = Stream.of(Side.values())
                .map(duel::modelId)
                .map(catalog::card)
                .flatMap(Optional::stream)
                .collect(Collectors.toUnmodifiableSet());
        if (known.size() >= KEPT) {
            known.clear();
        }
        return known.computeIfAbsent(cards, SelfNaming::of);
    }
}
