package io.joute.cli;

import io.joute.arena.energy.Digits;
import io.joute.arena.energy.Measurement;
import io.joute.base.chat.Usage;
import java.math.BigDecimal;
import java.util.Locale;

/** Figures as the terminal shows them. */
final class Quantities {
    private static final double NANOS = 1e9;

    private Quantities() {}

    /** So many significant digits, never in powers of ten. */
    static String significant(double value, int digits) {
        return value == 0
                ? "0"
                : new BigDecimal(String.valueOf(Digits.significant(value, digits)))
                        .stripTrailingZeros()
                        .toPlainString();
    }

    /** Billions of parameters, in words that suit their size. */
    static String parameters(double billions) {
        if (billions < 1e-3) {
            return significant(billions * 1e6, 3) + " thousand";
        }
        return billions < 1 ? significant(billions * 1e3, 3) + " million" : significant(billions, 3) + " billion";
    }

    /** A measurement with its range and meter. */
    static String of(Measurement measured) {
        return significant(measured.value(), 3) + " " + measured.unit() + ", from " + significant(measured.low(), 3)
                + " to " + significant(measured.high(), 3) + ", by " + measured.meter();
    }

    /** Tokens and their rates. */
    static String of(Usage usage) {
        return String.format(
                Locale.ROOT,
                "%d tokens in %.2f s: %s tokens/s (prompt of %d in %.2f s)",
                usage.outputTokens(),
                usage.totalNanos() / NANOS,
                rate(usage.outputTokens(), usage.decodeNanos()),
                usage.promptTokens(),
                usage.prefillNanos() / NANOS);
    }

    private static String rate(int tokens, long nanos) {
        return nanos == 0 ? "–" : significant(tokens * NANOS / nanos, 3);
    }
}
