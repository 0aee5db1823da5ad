package io.joute.arena.board;

import io.joute.arena.ranking.Comparison;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one voter's own votes say, for that voter alone: too few for a likelihood, so each model's mean is drawn towards
 * the mean of all, as by two more votes.
 *
 * @param comparisons own votes on revealed duels
 * @param lines from the highest score down, equal scores sharing a rank
 */
public record PersonalBoard(long comparisons, List<Line> lines) {
    /** Fewer votes are not shown. */
    public static final int FEWEST = 10;

    private static final double PRIOR_VOTES = 2;
    private static final double SAME = 1e-12;

    public PersonalBoard {
        lines = List.copyOf(lines);
    }

    /**
     * A model.
     *
     * @param model its id
     * @param rank from 1
     * @param score (points + 2 · mean) / (votes + 2): here both good is half a point each, and both bad none
     * @param points won
     * @param votes comparisons
     */
    public record Line(String model, int rank, double score, double points, long votes) {}

    /** Whether there are votes enough to show. */
    public boolean isShown() {
        return comparisons >= FEWEST;
    }

    static PersonalBoard of(List<Comparison> votes) {
        Map<String, Points> byModel = new TreeMap<>();
        double sum = 0;
        for (Comparison vote : votes) {
            double a = pointsOfA(vote);
            double b = pointsOfB(vote);
            byModel.computeIfAbsent(vote.modelA(), model -> new Points()).add(a);
            byModel.computeIfAbsent(vote.modelB(), model -> new Points()).add(b);
            sum += a + b;
        }
        double mean = votes.isEmpty() ? 0 : sum / (2.0 * votes.size());
        return new PersonalBoard(votes.size(), ranked(byModel, mean));
    }

    private static List<Line> ranked(Map<String, Points> byModel, double mean) {
        List<Line> unranked = byModel.entrySet().stream()
                .map(entry -> entry.getValue().line(entry.getKey(), mean))
                .sorted(Comparator.comparingDouble(Line::score).reversed().thenComparing(Line::model))
                .toList();
        List<Line> lines = new ArrayList<>();
        for (Line line : unranked) {
            boolean tied = !lines.isEmpty() && lines.getLast().score() - line.score() < SAME;
            int rank = tied ? lines.getLast().rank() : lines.size() + 1;
            lines.add(new Line(line.model(), rank, line.score(), line.points(), line.votes()));
        }
        return lines;
    }

    private static double pointsOfA(Comparison vote) {
        return switch (vote.outcome()) {
            case A -> 1;
            case TIE -> 0.5;
            case B, BOTH_BAD -> 0;
        };
    }

    private static double pointsOfB(Comparison vote) {
        return switch (vote.outcome()) {
            case B -> 1;
            case TIE -> 0.5;
            case A, BOTH_BAD -> 0;
        };
    }

    private static final class Points {
        private double points;
        private long votes;

        void add(double won) {
            points += won;
            votes++;
        }

        Line line(String model, double mean) {
            return new Line(model, 0, (points + PRIOR_VOTES * mean) / (votes + PRIOR_VOTES), points, votes);
        }
    }
}
