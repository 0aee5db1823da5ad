package io.joute.cli;

import io.joute.arena.catalog.ModelCard;
import io.joute.arena.catalog.ModelStatus;
import io.joute.arena.catalog.Openness;
import io.joute.arena.catalog.ParameterCount;
import io.joute.arena.energy.EnergyRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/**
 * Cards of models that endpoints often serve, so that nobody needs to describe them.
 *
 * <p>The sizes of closed models are estimates of EcoLogits and compar:IA; they are shown as estimates.
 */
final class KnownModels {
    private KnownModels() {}

    private record Entry(
            String id,
            String name,
            String family,
            String maker,
            String country,
            String released,
            String licence,
            Openness openness,
            List<Double> total,
            Optional<List<Double>> active,
            int context) {}

    /** All of them. */
    static List<ModelCard> cards() {
        try (InputStream in = KnownModels.class.getResourceAsStream("known-models.json")) {
            if (in == null) {
                throw new IllegalStateException("the file of known models is not in the program");
            }
            return List.of(new JsonMapper().readValue(in, Entry[].class)).stream()
                    .map(KnownModels::card)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The card with this id. */
    static Optional<ModelCard> card(String id) {
        return cards().stream().filter(card -> card.id().equals(id)).findFirst();
    }

    private static ModelCard card(Entry entry) {
        ParameterCount total = count(entry.total());
        return new ModelCard(
                entry.id(),
                entry.name(),
                entry.family(),
                entry.maker(),
                entry.country(),
                entry.released(),
                entry.licence(),
                entry.openness(),
                total,
                entry.active().map(KnownModels::count).orElse(total),
                entry.openness() == Openness.PROPRIETARY,
                Optional.of(entry.context()),
                Optional.empty(),
                EnergyRequest.WORLD,
                EnergyRequest.USUAL_PUE,
                Optional.empty(),
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                ModelStatus.ENABLED);
    }

    private static ParameterCount count(List<Double> ends) {
        return new ParameterCount(ends.getFirst(), ends.getLast());
    }
}
