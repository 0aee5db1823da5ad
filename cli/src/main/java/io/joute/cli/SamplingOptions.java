package io.joute.cli;

import io.joute.base.chat.GenerationSettings;
import java.util.List;
import picocli.CommandLine.Option;

/** How answers are drawn. */
final class SamplingOptions {
    @Option(
            names = "--temperature",
            paramLabel = "T",
            description = "0 always takes the likeliest token; 0.7 when not told.")
    double temperature = GenerationSettings.DEFAULT.temperature();

    @Option(
            names = "--top-k",
            paramLabel = "K",
            description = "Keep the K likeliest tokens; 0, all of them, when not told.")
    int topK = GenerationSettings.DEFAULT.topK();

    @Option(
            names = "--top-p",
            paramLabel = "P",
            description = "Keep the likeliest tokens that make up P; 1 when not told.")
    double topP = GenerationSettings.DEFAULT.topP();

    @Option(
            names = "--min-p",
            paramLabel = "P",
            description = "Drop tokens below P times the likeliest; 0 when not told.")
    double minP = GenerationSettings.DEFAULT.minP();

    @Option(names = "--seed", paramLabel = "N", description = "Equal seeds give equal answers; 0 when not told.")
    long seed = GenerationSettings.DEFAULT.seed();

    @Option(names = "--max-tokens", paramLabel = "N", description = "Cut an answer after N tokens; 2048 when not told.")
    int maxOutputTokens = GenerationSettings.DEFAULT.maxOutputTokens();

    /**
     * The settings.
     *
     * @throws CommandFailure naming what makes no sense
     */
    GenerationSettings settings() {
        try {
            return new GenerationSettings(temperature, topK, topP, minP, seed, maxOutputTokens, List.of());
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(Exit.USAGE, String.valueOf(e.getMessage()), e);
        }
    }
}
