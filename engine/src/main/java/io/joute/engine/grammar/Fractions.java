package io.joute.engine.grammar;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * What may follow the whole part of a number that has bounds: nothing, or a point and digits.
 *
 * @param low the digits after the point of the least
 * @param high the digits after the point of the largest
 */
record Fractions(Nodes nodes, End low, End high, Node next) {
    /**
     * An end of what is allowed.
     *
     * @param digits without zeros at their end
     * @param open whether it is not itself allowed
     */
    record End(String digits, boolean open) {
        static End of(BigDecimal number, boolean open) {
            BigDecimal rest = number.remainder(BigDecimal.ONE).stripTrailingZeros();
            String digits = rest.signum() == 0 ? "" : rest.toPlainString().substring("0.".length());
            return new End(digits, open);
        }

        private char digit(int place) {
            return place < digits.length() ? digits.charAt(place) : '0';
        }
    }

    /**
     * The place after the whole part.
     *
     * @param atLow whether that is the whole part of the least
     * @param atHigh whether that is the whole part of the largest
     */
    Node after(boolean atLow, boolean atHigh) {
        List<Node> ways = new ArrayList<>();
        ways.add(nodes.text(".", nodes.either(further(0, atLow, atHigh))));
        if (mayEnd(0, atLow, atHigh)) {
            ways.add(next);
        }
        return nodes.either(ways);
    }

    private Node digits(int place, boolean atLow, boolean atHigh) {
        if (!atLow && !atHigh) {
            return nodes.digits(0, Numbers.DIGITS - place, next);
        }
        List<Node> ways = new ArrayList<>(further(place, atLow, atHigh));
        if (mayEnd(place, atLow, atHigh)) {
            ways.add(next);
        }
        return nodes.either(ways);
    }

    /** The ways on by one digit more. */
    private List<Node> further(int place, boolean atLow, boolean atHigh) {
        List<Node> ways = new ArrayList<>();
        if (place == Numbers.DIGITS) {
            return ways;
        }
        char least = atLow ? low.digit(place) : '0';
        char most = atHigh ? high.digit(place) : '9';
        if (least == most) {
            ways.add(nodes.range(least, least, digits(place + 1, atLow, atHigh)));
        } else if (least < most) {
            ways.add(nodes.range(least, least, digits(place + 1, atLow, false)));
            ways.add(nodes.range(most, most, digits(place + 1, false, atHigh)));
            if (most - least > 1) {
                ways.add(nodes.range(least + 1, most - 1, digits(place + 1, false, false)));
            }
        }
        return ways;
    }

    private boolean mayEnd(int place, boolean atLow, boolean atHigh) {
        boolean enough = !atLow || (place >= low.digits.length() && !low.open);
        boolean notTooMuch = !atHigh || place < high.digits.length() || !high.open;
        return enough && notTooMuch;
    }
}
