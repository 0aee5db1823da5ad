package io.joute.arena.ranking;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What a board was computed from, and how.
 *
 * @param model that was fitted
 * @param intervals that were computed; never automatic
 * @param confidence of the intervals
 * @param comparisons counted
 * @param voters who made them
 * @param selfComparisons of a model with itself, dropped
 * @param logLikelihood at the ratings
 * @param tieParameter ν of Davidson, θ of Rao and Kupper
 * @param notes what must be said beside the board
 */
public record Basis(
        RankingModel model,
        Intervals intervals,
        double confidence,
        long comparisons,
        int voters,
        long selfComparisons,
        double logLikelihood,
        OptionalDouble tieParameter,
        List<Note> notes) {
    public Basis {
        notes = List.copyOf(notes);
        if (intervals == Intervals.AUTOMATIC) {
            throw new IllegalArgumentException("intervals are AUTOMATIC, expected those that were computed");
        }
    }

    /** Copy with {@code before} ahead of its notes, and a tie parameter. */
    Basis with(List<Note> before, OptionalDouble tie) {
        List<Note> all = new ArrayList<>(before);
        all.addAll(notes);
        return new Basis(model, intervals, confidence, comparisons, voters, selfComparisons, logLikelihood, tie, all);
    }
}
