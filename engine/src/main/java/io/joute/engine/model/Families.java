package io.joute.engine.model;

import io.joute.engine.checkpoint.Checkpoint;

/** The architectures that Joute runs, by their names in the file. */
public final class Families {
    private static final String ARCHITECTURE = "general.architecture";

    private static final String KNOWN =
            String.join(", ", LlamaFamily.NAME, GemmaFamily.NAME, QwenFamily.QWEN2, QwenFamily.QWEN3);

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
            case GemmaFamily.NAME -> GemmaFamily.config(checkpoint);
            case QwenFamily.QWEN2 -> QwenFamily.qwen2(checkpoint);
            case QwenFamily.QWEN3 -> QwenFamily.qwen3(checkpoint);
            default ->
                throw checkpoint
                        .metadata()
                        .refuse("key '" + ARCHITECTURE + "': '" + shortened(architecture) + "' is not known, expected "
                                + KNOWN + ". Choose a model of one of these families.");
        };
    }

    private static String shortened(String name) {
        return name.length() <= 40 ? name : name.substring(0, 40) + "…";
    }
}
