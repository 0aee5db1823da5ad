package io.joute.arena.ranking;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;

/** Which models are worth their cost: no other is as good for less. */
public final class Frontier {
    private Frontier() {}

    /**
     * A model in the picture of quality against cost.
     *
     * @param model its name
     * @param rating its quality
     * @param costLow lower end of its cost
     * @param cost the figure to quote
     * @param costHigh upper end of its cost
     */
    public record Point(String model, double rating, double costLow, double cost, double costHigh) {}

    /** Where a model stands. */
    public enum Standing {
        /** No other has a rating as high at a cost as low. */
        ON_FRONT,
        /** Another has, by the figures to quote. */
        DOMINATED,
        /** Another is surely better and surely costs less. */
        SURELY_DOMINATED
    }

    /**
     * A point and where it stands.
     *
     * @param point the point
     * @param standing where
     */
    public record Placed(Point point, Standing standing) {}

    /** Place points; {@code surelyBetter} tells whether one model is better than another beyond doubt. */
    public static List<Placed> of(List<Point> points, BiPredicate<String, String> surelyBetter) {
        List<Placed> placed = new ArrayList<>();
        for (Point point : points) {
            placed.add(new Placed(point, standing(point, points, surelyBetter)));
        }
        return placed;
    }

    private static Standing standing(Point point, List<Point> points, BiPredicate<String, String> surelyBetter) {
        boolean surely = points.stream()
                .anyMatch(other -> other.costHigh < point.costLow && surelyBetter.test(other.model, point.model));
        if (surely) {
            return Standing.SURELY_DOMINATED;
        }
        return points.stream().anyMatch(other -> dominates(other, point)) ? Standing.DOMINATED : Standing.ON_FRONT;
    }

    private static boolean dominates(Point other, Point point) {
        return other.rating >= point.rating
                && other.cost <= point.cost
                && (other.rating > point.rating || other.cost < point.cost);
    }
}
