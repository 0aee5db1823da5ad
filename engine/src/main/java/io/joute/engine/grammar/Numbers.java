package io.joute.engine.grammar;

import java.util.ArrayList;
import java.util.List;

/** The numbers of JSON, of lengths that every reader takes: no more than 15 digits before and after the point. */
final class Numbers {
    static final int DIGITS = 15;

    private static final int EXPONENT_DIGITS = 2;

    /** The largest whole number that is written. */
    static final long MOST = 999_999_999_999_999L;

    private final Nodes nodes;

    Numbers(Nodes nodes) {
        this.nodes = nodes;
    }

    /** Any number. */
    Node any(Node next) {
        Node power = nodes.digits(1, EXPONENT_DIGITS, next);
        Node signed = nodes.either(power, nodes.text("-", power), nodes.text("+", power));
        Node exponent = nodes.either(next, nodes.text("e", signed), nodes.text("E", signed));
        Node fraction = nodes.either(exponent, nodes.text(".", nodes.digits(1, DIGITS, exponent)));
        return nodes.either(natural(fraction), nodes.text("-", natural(fraction)));
    }

    private Node natural(Node next) {
        return nodes.either(nodes.text("0", next), nodes.range('1', '9', nodes.digits(0, DIGITS - 1, next)));
    }

    /** A number within {@code bounds}, without an exponent. */
    Node within(Bounds bounds, Node next) {
        List<Node> ways = new ArrayList<>();
        bounds.natural().ifPresent(natural -> ways.add(magnitude(natural, next)));
        bounds.negated().ifPresent(negated -> ways.add(nodes.text("-", magnitude(negated, next))));
        return nodes.either(ways);
    }

    private Node magnitude(Bounds bounds, Node next) {
        long first = bounds.low().longValue();
        long last = bounds.high().longValue();
        var fractions = new Fractions(
                nodes,
                Fractions.End.of(bounds.low(), bounds.lowOpen()),
                Fractions.End.of(bounds.high(), bounds.highOpen()),
                next);
        List<Node> ways = new ArrayList<>();
        ways.add(nodes.text(Long.toString(first), fractions.after(true, first == last)));
        if (first < last) {
            ways.add(nodes.text(Long.toString(last), fractions.after(false, true)));
        }
        if (last - first > 1) {
            naturals(first + 1, last - 1, fractions.after(false, false), ways);
        }
        return nodes.either(ways);
    }

    /** A whole number from {@code low} to {@code high}, both within {@link #MOST} of 0. */
    Node whole(long low, long high, Node next) {
        List<Node> ways = new ArrayList<>();
        if (high >= 0) {
            naturals(Math.max(0, low), high, next, ways);
        }
        if (low < 0) {
            List<Node> negative = new ArrayList<>();
            naturals(Math.max(1, -high), -low, next, negative);
            ways.add(nodes.text("-", nodes.either(negative)));
        }
        return nodes.either(ways);
    }

    /** By their number of digits. */
    private void naturals(long low, long high, Node next, List<Node> ways) {
        long first = 0;
        for (long last = 9; first <= high; last = last * 10 + 9) {
            long from = Math.max(low, first);
            long to = Math.min(high, last);
            if (from <= to) {
                ways.add(between(Long.toString(from), Long.toString(to), next));
            }
            first = last + 1;
        }
    }

    /** Numbers between two of equally many digits. */
    private Node between(String low, String high, Node next) {
        if (low.equals("0".repeat(low.length())) && high.equals("9".repeat(high.length()))) {
            return nodes.digits(low.length(), low.length(), next);
        }
        int rest = low.length() - 1;
        char first = low.charAt(0);
        char last = high.charAt(0);
        if (first == last) {
            return nodes.range(first, first, between(low.substring(1), high.substring(1), next));
        }
        List<Node> ways = new ArrayList<>();
        ways.add(nodes.range(first, first, between(low.substring(1), "9".repeat(rest), next)));
        if (last - first > 1) {
            ways.add(nodes.range(first + 1, last - 1, nodes.digits(rest, rest, next)));
        }
        ways.add(nodes.range(last, last, between("0".repeat(rest), high.substring(1), next)));
        return nodes.either(ways);
    }
}
