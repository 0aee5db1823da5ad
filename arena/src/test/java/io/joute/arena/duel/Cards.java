package io.joute.arena.duel;

import io.joute.arena.catalog.Catalog;
import io.joute.arena.catalog.ModelCard;
import io.joute.arena.catalog.ModelStatus;
import io.joute.arena.catalog.Openness;
import io.joute.arena.catalog.ParameterCount;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Cards for tests. */
public final class Cards {
    private Cards() {}

    /** An enabled card that runs on no file. */
    public static ModelCard card(String id, double billions) {
        return card(id, ParameterCount.of(billions), Optional.empty(), ModelStatus.ENABLED);
    }

    /** An enabled card of a model that runs on this machine. */
    public static ModelCard local(String id, double billions) {
        return card(id, ParameterCount.of(billions), Optional.of(id + ".gguf"), ModelStatus.ENABLED);
    }

    /** An enabled card of a family, perhaps distilled from another. */
    public static ModelCard kin(String id, double billions, String family, Optional<String> teacher) {
        return new Kin(family, teacher).card(id, ParameterCount.of(billions), Optional.empty(), ModelStatus.ENABLED);
    }

    /** A card in full. */
    public static ModelCard card(
            String id, ParameterCount parameters, Optional<String> checkpoint, ModelStatus status) {
        return new Kin("Test", Optional.empty()).card(id, parameters, checkpoint, status);
    }

    /** What ties a model to others. */
    private record Kin(String family, Optional<String> teacher) {
        ModelCard card(String id, ParameterCount parameters, Optional<String> checkpoint, ModelStatus status) {
            return new ModelCard(
                    id,
                    "Name of " + id,
                    family,
                    "Maker of " + id,
                    "FR",
                    "2026-01",
                    "Apache-2.0",
                    Openness.OPEN_SOURCE,
                    parameters,
                    parameters,
                    false,
                    Optional.of(8192),
                    Optional.empty(),
                    "FRA",
                    1.2,
                    teacher,
                    Map.of(),
                    Optional.empty(),
                    checkpoint,
                    status);
        }
    }

    /** A catalogue that lasts as long as a test. */
    public static Catalog catalog(ModelCard... cards) {
        Map<String, ModelCard> byId = new ConcurrentHashMap<>();
        for (ModelCard card : cards) {
            byId.put(card.id(), card);
        }
        return new Catalog() {
            @Override
            public List<ModelCard> cards() {
                return byId.values().stream()
                        .sorted(Comparator.comparing(ModelCard::id))
                        .toList();
            }

            @Override
            public Optional<ModelCard> card(String id) {
                return Optional.ofNullable(byId.get(id));
            }

            @Override
            public void save(ModelCard card) {
                byId.put(card.id(), card);
            }

            @Override
            public boolean remove(String id) {
                return byId.remove(id) != null;
            }
        };
    }
}
