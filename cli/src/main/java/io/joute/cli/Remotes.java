package io.joute.cli;

import io.joute.arena.catalog.Catalog;
import io.joute.arena.catalog.ModelCard;
import io.joute.arena.catalog.ModelStatus;
import io.joute.arena.duel.Contestant;
import io.joute.connect.Endpoint;
import io.joute.connect.Outside;
import io.joute.connect.RemoteModel;
import io.joute.server.http.Metrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The remote models of an arena: their cards in the catalogue, and those of them that can be asked now. */
final class Remotes {
    private final Catalog catalog;
    private final Set<String> described;
    private final List<RemoteModel> models = new ArrayList<>();

    /**
     * Put the cards of these endpoints into {@code catalog}; one that was disabled or archived stays so.
     *
     * @throws CommandFailure when a card is unknown, or that of a file that runs here
     */
    Remotes(Catalog catalog, List<EndpointPlan> plans, Outside outside) {
        this.catalog = catalog;
        this.described = plans.stream()
                .filter(plan -> plan.described().isPresent())
                .map(plan -> plan.endpoint().modelId())
                .collect(Collectors.toUnmodifiableSet());
        for (EndpointPlan plan : plans) {
            ModelCard card = card(plan);
            if (!catalog.card(card.id()).equals(Optional.of(card))) {
                catalog.save(card);
            }
            models.add(new RemoteModel(fitted(plan, card), outside));
        }
    }

    /** All of them. */
    List<RemoteModel> models() {
        return List.copyOf(models);
    }

    /** Whether the settings describe the card with this id, and so write it at each start. */
    boolean describe(String id) {
        return described.contains(id);
    }

    /** The card of a model. */
    ModelCard card(RemoteModel model) {
        return catalog.card(model.id())
                .orElseThrow(() -> new IllegalStateException("the card '" + model.id() + "' has left the catalogue"));
    }

    /** Those that can be asked now, with their cards; {@code metrics} count how their answers end. */
    List<Contestant> contestants(Metrics metrics) {
        return models.stream()
                .filter(RemoteModel::available)
                .flatMap(model ->
                        catalog
                                .card(model.id())
                                .map(card -> new Contestant(card, new CountedRemote(model, metrics)))
                                .stream())
                .toList();
    }

    /** Let {@code metrics} follow what they cost. */
    void follow(Metrics metrics) {
        for (RemoteModel model : models) {
            if (model.endpoint().price().costs()) {
                metrics.followSpending(
                        model.endpoint().name(),
                        model.endpoint().price().currency(),
                        () -> model.purse().spentToday());
            }
        }
    }

    private ModelCard card(EndpointPlan plan) {
        String id = plan.endpoint().modelId();
        Optional<ModelCard> before = catalog.card(id);
        if (before.flatMap(ModelCard::checkpoint).isPresent()) {
            throw new CommandFailure(
                    Exit.USAGE,
                    "endpoint '" + plan.endpoint().name() + "' has the card '" + id
                            + "', which is that of a file that runs here: give it a card of its own, by card and card.name");
        }
        ModelCard card = plan.described()
                .or(() -> before)
                .or(() -> KnownModels.card(id))
                .orElseThrow(() -> new CommandFailure(
                        Exit.USAGE,
                        "endpoint '" + plan.endpoint().name() + "' has the card '" + id + "', which nobody knows",
                        "describe it by card.name, card.maker, card.released and card.parameters;",
                        "or name one that is known: joute endpoints cards lists them"));
        Optional<ModelCard> served =
                before.filter(known -> known.details().serving().endpoint().isPresent());
        return card.servedBy(plan.endpoint().name())
                .withStatus(served.map(ModelCard::status).orElse(ModelStatus.ENABLED));
    }

    /** With the context of the card, where none is set. */
    private static Endpoint fitted(EndpointPlan plan, ModelCard card) {
        Endpoint endpoint = plan.endpoint();
        if (plan.contextTold() || card.contextLength().isEmpty()) {
            return endpoint;
        }
        return endpoint.withContextLength(card.contextLength().get());
    }
}
