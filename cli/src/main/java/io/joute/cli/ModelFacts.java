package io.joute.cli;

import io.joute.cli.hub.HubModel;
import io.joute.engine.Engine;
import io.joute.engine.EngineOptions;
import io.joute.engine.checkpoint.Checkpoints;
import io.joute.engine.checkpoint.Metadata;
import io.joute.engine.checkpoint.StoredCheckpoint;
import io.joute.engine.checkpoint.StoredTensor;
import io.joute.engine.tensor.ElementType;
import io.joute.engine.tensor.Weight;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a file tells of its model.
 *
 * @param path the file
 * @param name as it calls itself
 * @param maker who made it
 * @param family what it descends from
 * @param licence its name
 * @param released the day it was published: a hub's word, files do not tell
 * @param parameters numbers in its weights
 * @param contextLength tokens it was trained for
 * @param quantisation how most of its numbers are stored
 */
record ModelFacts(
        Path path,
        Optional<String> name,
        Optional<String> maker,
        Optional<String> family,
        Optional<String> licence,
        Optional<String> released,
        long parameters,
        int contextLength,
        String quantisation) {
    /**
     * Read them, and make sure that the file can play: it is opened as the arena will.
     *
     * @throws io.joute.engine.checkpoint.CheckpointException when it cannot
     */
    static ModelFacts of(Path path, int threads) {
        try (Engine engine = Engine.open(path, EngineOptions.defaults().withThreads(threads));
                StoredCheckpoint checkpoint = Checkpoints.stored(path)) {
            engine.chatModel(ModelFile.id(path));
            Metadata metadata = checkpoint.metadata();
            return new ModelFacts(
                    path,
                    metadata.string("general.name"),
                    metadata.string("general.organization").or(() -> metadata.string("general.author")),
                    metadata.string("general.basename"),
                    metadata.string("general.license.name").or(() -> metadata.string("general.license")),
                    Optional.empty(),
                    engine.parameterCount(),
                    engine.config().contextLength(),
                    mostly(checkpoint).name());
        }
    }

    /** These, and from a hub what the file does not tell. */
    ModelFacts orElse(HubModel hub) {
        return new ModelFacts(
                path,
                name.or(() -> Optional.of(hub.address().name())),
                maker.or(() -> Optional.of(hub.maker())),
                family,
                licence.or(hub::licence),
                hub.published(),
                parameters,
                contextLength,
                quantisation);
    }

    private static ElementType mostly(StoredCheckpoint checkpoint) {
        Map<ElementType, Long> numbers = new EnumMap<>(ElementType.class);
        for (StoredTensor tensor : checkpoint.tensors()) {
            Weight weight = tensor.stored();
            numbers.merge(weight.type(), weight.rows() * weight.columns(), Math::addExact);
        }
        return numbers.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .orElseThrow()
                .getKey();
    }
}
