package io.joute.server.api.v1;

import io.joute.arena.catalog.ModelCard;
import io.joute.arena.catalog.ModelStatus;
import io.joute.arena.duel.Contestant;
import io.joute.arena.energy.Measurement;
import io.joute.base.chat.TokenModel;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What programs may use.
 *
 * @param contestants the models that can answer now; those whose tokens are at hand are served, so that nobody spends the
 *     operator's money
 * @param meter starts to measure this machine; what it gives ends the measurement
 * @param key what programs have to show, if anything
 * @param open whether programs without a key are served: on an address that only this machine reaches
 */
public record ServedModels(
        Supplier<List<Contestant>> contestants,
        Supplier<Supplier<Optional<Measurement>>> meter,
        Optional<ApiKey> key,
        boolean open) {
    public ServedModels {
        Objects.requireNonNull(contestants, "contestants");
        Objects.requireNonNull(meter, "meter");
        Objects.requireNonNull(key, "key");
    }

    /** A card and the model that answers. */
    record Served(ModelCard card, TokenModel model) {}

    /** All that are served now. */
    List<Served> all() {
        return contestants.get().stream()
                .filter(contestant -> contestant.card().status() == ModelStatus.ENABLED)
                .<Served>mapMulti((contestant, kept) -> {
                    if (contestant.model() instanceof TokenModel model) {
                        kept.accept(new Served(contestant.card(), model));
                    }
                })
                .toList();
    }

    /**
     * The one of this id.
     *
     * @throws Problem when there is none
     */
    Served named(String id) {
        return all().stream()
                .filter(served -> served.card().id().equals(id))
                .findFirst()
                .orElseThrow(() -> Problem.noModel(id));
    }
}
