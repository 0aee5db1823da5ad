package io.joute.engine.model;

import io.joute.engine.checkpoint.Checkpoint;

/** The architectures that Joute runs, by their names in the file. */
public final class Families {
    private static final String ARCHITECTURE = "general.architecture";

    private Families() {}

    /**
     * Read the configuration of a model from its keys.
     *
     * @throws io.joute.engine.checkpoint.CheckpointException when the architecture is unknown, or a number is missing, out
     *     of range or contradicts another
     */
    public static ModelConfig of(Checkpoint checkpoint) {
        String architecture = checkpoint.metadata().requiredString(ARCHITECTURE);
        return switch (architecture) {
            case LlamaFamily.NAME -> LlamaFamily.config(checkpoint);
            default ->
                throw checkpoint
                        .metadata()
                        .refuse("key '" + ARCHITECTURE + "': '" + shortened(architecture) + "' is not known, expected '"
                                + LlamaFamily.NAME + "'. Choose a model of this family.");
        };
    }

    private static String shortened(String name) {
        return name.length() <= 40 ? name : name.substring(0, 40) + "…";
    }
}
