package io.joute.cli;

import java.util.List;

/**
 * What several runs gave.
 *
 * @param median the middle one, or between the middle two
 * @param low the lowest
 * @param high the highest
 * @param runs all, in their order
 */
record Spread(double median, double low, double high, List<Double> runs) {
    Spread {
        runs = List.copyOf(runs);
    }

    /** Of one run or more. */
    static Spread of(List<Double> runs) {
        if (runs.isEmpty()) {
            throw new IllegalArgumentException("no runs, expected 1 or more");
        }
        List<Double> sorted = runs.stream().sorted().toList();
        int half = sorted.size() / 2;
        double median = sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
        return new Spread(median, sorted.getFirst(), sorted.getLast(), runs);
    }

    /** Each run times {@code factor}. */
    Spread times(double factor) {
        return of(runs.stream().map(run -> run * factor).toList());
    }
}
