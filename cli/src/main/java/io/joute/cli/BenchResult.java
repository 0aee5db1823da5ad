package io.joute.cli;

import io.joute.arena.energy.Measurement;
import java.util.List;
import java.util.Optional;

/**
 * All that {@code joute bench} measured of a model, as its JSON says it; rates in tokens per second.
 *
 * @param fileBytes of the model's file, or of all in its folder
 * @param weightBytes of all weights
 * @param threads that the engine computed on
 * @param readBytesPerSecond of a plain loop over memory, beside the answers; empty where none was written
 * @param energyMethod how energy was told, in a sentence
 */
record BenchResult(
        String model,
        long parameters,
        long fileBytes,
        long weightBytes,
        String kernels,
        int threads,
        Machine machine,
        Load load,
        ResidentMemory memory,
        Optional<Spread> readBytesPerSecond,
        String energyMethod,
        List<Prefill> prefill,
        List<Decode> decode,
        List<Batch> batches) {
    BenchResult {
        prefill = List.copyOf(prefill);
        decode = List.copyOf(decode);
        batches = List.copyOf(batches);
    }

    /**
     * How long it takes to begin.
     *
     * @param openSeconds until the model was open
     * @param firstTokenSeconds from the start of opening until a first prompt was read, with code that was not compiled yet
     * @param firstPromptTokens of that prompt
     */
    record Load(double openSeconds, double firstTokenSeconds, int firstPromptTokens) {}

    /**
     * Energy of a token, in Wh.
     *
     * @param meter that measured it, or the model it comes from
     */
    record Energy(double lowWh, double wh, double highWh, String meter, String scope) {
        static Optional<Energy> of(Optional<Measurement> measured, double tokens) {
            return measured.map(found -> new Energy(
                    found.low() / tokens, found.value() / tokens, found.high() / tokens, found.meter(), found.scope()));
        }
    }

    /** Reading a prompt. */
    record Prefill(int promptTokens, Spread tokensPerSecond, Optional<Energy> energyPerToken) {}

    /**
     * Writing an answer.
     *
     * @param bytesPerToken weights, and the keys and values of the context
     * @param readBytesPerSecond of a plain loop over memory, before and after
     * @param shareOfReads bytes that the middle run read, in parts of what the plain loop read at the same time
     */
    record Decode(
            int contextTokens,
            int outputTokens,
            Spread tokensPerSecond,
            long bytesPerToken,
            Spread readBytesPerSecond,
            double shareOfReads,
            Optional<Energy> energyPerToken) {}

    /** Several at once: rates of all together, {@code total} over the whole time; energy of a token read or written. */
    record Batch(
            int sequences,
            int promptTokens,
            int outputTokens,
            Spread prefill,
            Spread decode,
            Spread total,
            Optional<Energy> energyPerToken) {}
}
