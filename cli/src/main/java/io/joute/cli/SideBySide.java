package io.joute.cli;

import io.joute.arena.duel.Side;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Two answers in two columns, written row by row while they come: a row is ready when neither column can change it any
 * more, so that what is printed stays as it is.
 */
final class SideBySide {
    private static final String GUTTER = "  │  ";

    private final int width;
    private final Map<Side, StringBuilder> texts;
    private final Set<Side> over = EnumSet.noneOf(Side.class);
    private int printed;

    /** Columns that share {@code columns} of a terminal. */
    SideBySide(int columns) {
        this.width = (columns - GUTTER.length()) / 2;
        this.texts = new EnumMap<>(Map.of(Side.LEFT, new StringBuilder(), Side.RIGHT, new StringBuilder()));
    }

    /** The two headings. */
    String heading(String left, String right) {
        return row(left, right);
    }

    /** More of one answer; the rows that are ready by it. */
    List<String> write(Side side, String text) {
        text(side).append(Wrapping.safe(text));
        return ready();
    }

    /** One answer is over; the rows that are ready by it. */
    List<String> end(Side side) {
        over.add(side);
        return ready();
    }

    private List<String> ready() {
        List<String> left = lines(Side.LEFT);
        List<String> right = lines(Side.RIGHT);
        int until = Math.min(settled(Side.LEFT, left, right), settled(Side.RIGHT, right, left));
        List<String> rows = new ArrayList<>();
        for (; printed < until; printed++) {
            rows.add(row(cell(left), cell(right)));
        }
        return rows;
    }

    /** How many rows this side cannot change any more: all but the last while it is being written. */
    private int settled(Side side, List<String> own, List<String> other) {
        return over.contains(side) ? Math.max(own.size(), other.size()) : own.size() - 1;
    }

    private String cell(List<String> lines) {
        return printed < lines.size() ? lines.get(printed) : "";
    }

    private List<String> lines(Side side) {
        return Wrapping.lines(text(side).toString(), width);
    }

    private StringBuilder text(Side side) {
        return Objects.requireNonNull(texts.get(side), side.letter());
    }

    private String row(String left, String right) {
        int space = Math.max(0, width - left.codePointCount(0, left.length()));
        return (left + " ".repeat(space) + GUTTER + right).stripTrailing();
    }
}
