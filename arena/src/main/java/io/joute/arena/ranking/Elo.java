package io.joute.arena.ranking;

import java.util.Map;
import java.util.TreeMap;

/**
 * Elo's running ratings: each vote moves two ratings by what it surprised. They depend on the order of the votes and
 * have no intervals, so they are shown beside a board and never as one. Not safe for several threads.
 */
public final class Elo {
    private final double k;
    private final Map<String, Double> ratings = new TreeMap<>();

    /** Ratings that a vote moves by at most {@code k} points. */
    public Elo(double k) {
        if (!(k > 0 && k < 1000)) {
            throw new IllegalArgumentException("k is " + k + ", expected above 0, below 1000");
        }
        this.k = k;
    }

    /** Take the next vote; one of a model with itself is dropped. */
    public void add(Comparison vote) {
        if (vote.modelA().equals(vote.modelB())) {
            return;
        }
        double a = rating(vote.modelA());
        double b = rating(vote.modelB());
        double surprise = points(vote.outcome()) - Sigmoid.of((a - b) / Scale.POINTS);
        ratings.put(vote.modelA(), a + k * surprise);
        ratings.put(vote.modelB(), b - k * surprise);
    }

    /** The rating of each model now, by name. */
    public Map<String, Double> ratings() {
        return Map.copyOf(ratings);
    }

    private double rating(String model) {
        return ratings.getOrDefault(model, Scale.rating(0));
    }

    private static double points(Outcome outcome) {
        return switch (outcome) {
            case A -> 1;
            case B -> 0;
            case TIE, BOTH_BAD -> 0.5;
        };
    }
}
