package io.joute.base.chat;

import java.util.List;

/**
 * How an answer is drawn from a model; the same for both sides of a duel, and recorded with it.
 *
 * @param temperature 0 is greedy; divides the logits otherwise
 * @param topK keep the k most likely tokens; 0 keeps all
 * @param topP keep the smallest set of most likely tokens whose probabilities reach this sum; 1 keeps all
 * @param minP drop tokens less likely than this share of the most likely one; 0 drops none
 * @param seed start of the random sequence: equal seeds give equal answers on a local model
 * @param maxOutputTokens tokens after which an answer is cut
 * @param stop texts that end an answer, themselves not part of it
 */
public record GenerationSettings(
        double temperature, int topK, double topP, double minP, long seed, int maxOutputTokens, List<String> stop) {
    /** The arena's defaults: temperature 0.7, no truncation of the distribution, 2,048 output tokens. */
    public static final GenerationSettings DEFAULT = new GenerationSettings(0.7, 0, 1.0, 0.0, 0L, 2048, List.of());

    /**
     * Check every value.
     *
     * @throws IllegalArgumentException when one is out of its range
     */
    public GenerationSettings {
        require(temperature >= 0 && temperature <= 10, "temperature", temperature, "0 to 10");
        require(topK >= 0, "topK", topK, "0 (all) or more");
        require(topP > 0 && topP <= 1, "topP", topP, "above 0, at most 1");
        require(minP >= 0 && minP < 1, "minP", minP, "0 to below 1");
        require(maxOutputTokens >= 1, "maxOutputTokens", maxOutputTokens, "1 or more");
        stop = List.copyOf(stop);
        require(stop.stream().noneMatch(String::isEmpty), "stop", stop, "no empty text");
    }

    /** Copy with another seed. */
    public GenerationSettings withSeed(long other) {
        return new GenerationSettings(temperature, topK, topP, minP, other, maxOutputTokens, stop);
    }

    /** Copy with another temperature. */
    public GenerationSettings withTemperature(double other) {
        return new GenerationSettings(other, topK, topP, minP, seed, maxOutputTokens, stop);
    }

    /** Copy with another output limit. */
    public GenerationSettings withMaxOutputTokens(int other) {
        return new GenerationSettings(temperature, topK, topP, minP, seed, other, stop);
    }

    private static void require(boolean holds, String field, Object found, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(field + " is " + found + ", expected " + expected);
        }
    }
}
