package io.joute.server.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Finds room for the names of a plot's marks: above or below, right or left, where no other name is and few lines are. */
final class PlotLabels {
    private static final double CHARACTER_WIDTH = 8.2;
    private static final double HEIGHT = 18;
    private static final double ASIDE = 14;
    private static final double ABOVE = -8;
    private static final double BELOW = 22;
    private static final double STROKE = 1.5;

    private final double rightEdge;
    private final List<Box> taken = new ArrayList<>();
    private final List<Box> lines = new ArrayList<>();

    PlotLabels(double rightEdge) {
        this.rightEdge = rightEdge;
    }

    /** Keep names off a line, where there is a choice. */
    void across(double left, double right, double y) {
        lines.add(new Box(left, right, y - STROKE, y + STROKE));
    }

    /** The place that overlaps the least with the names placed before. */
    BoardPage.Label place(String name, double x, double y) {
        double width = name.length() * CHARACTER_WIDTH;
        BoardPage.Label best = Stream.of(
                        new BoardPage.Label(x + ASIDE, y + ABOVE, "start"),
                        new BoardPage.Label(x + ASIDE, y + BELOW, "start"),
                        new BoardPage.Label(x - ASIDE, y + ABOVE, "end"),
                        new BoardPage.Label(x - ASIDE, y + BELOW, "end"))
                .min(Comparator.comparingDouble(place -> overlap(box(place, width))))
                .orElseThrow();
        taken.add(box(best, width));
        return best;
    }

    private static Box box(BoardPage.Label place, double width) {
        double left = place.anchor().equals("start") ? place.x() : place.x() - width;
        return new Box(left, left + width, place.y() - HEIGHT, place.y());
    }

    private double overlap(Box box) {
        double outside = Math.max(0, box.right - rightEdge) * HEIGHT;
        double names = taken.stream().mapToDouble(box::shared).sum();
        return outside + names + lines.stream().mapToDouble(box::shared).sum();
    }

    private record Box(double left, double right, double top, double bottom) {
        double shared(Box other) {
            double wide = Math.min(right, other.right) - Math.max(left, other.left);
            double high = Math.min(bottom, other.bottom) - Math.max(top, other.top);
            return Math.max(0, wide) * Math.max(0, high);
        }
    }
}
