package io.joute.base.chat;

import java.util.List;
import java.util.Objects;

/**
 * A token of an answer and what else the model might have said there, before temperature and the other settings of the
 * drawing.
 *
 * @param text the characters that it completes; empty where it is a part of one
 * @param probability 0 to 1
 * @param likeliest the likeliest tokens at this place, likeliest first, this one among them or not
 */
public record ScoredToken(String text, double probability, List<Candidate> likeliest) {
    /**
     * Check the probability.
     *
     * @throws IllegalArgumentException when it is not within 0 to 1
     */
    public ScoredToken {
        Objects.requireNonNull(text, "text");
        requireProbability(probability);
        likeliest = List.copyOf(likeliest);
    }

    /**
     * A token that might have come.
     *
     * @param text its characters; empty for the end of the answer
     * @param probability 0 to 1
     */
    public record Candidate(String text, double probability) {
        public Candidate {
            Objects.requireNonNull(text, "text");
            requireProbability(probability);
        }
    }

    private static void requireProbability(double probability) {
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException("probability is " + probability + ", expected 0 to 1");
        }
    }
}
