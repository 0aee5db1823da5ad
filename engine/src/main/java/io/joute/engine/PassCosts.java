package io.joute.engine;

/**
 * What short passes of one answer take here, and a guess, from those seen lately. What was not tried for a while is taken for
 * a little cheaper each time, so that it is tried again one day. For the scheduler's thread.
 */
final class PassCosts {
    private static final double WEIGHT = 0.3;
    private static final double FORGET = 0.9985;

    private final double[] passNanos = new double[Plan.SHORT + 1];
    private double guessNanos;

    /** A pass of {@code tokens}, 1 to {@value Plan#SHORT}, took so long. */
    void passed(int tokens, long nanos) {
        for (int other = 1; other < passNanos.length; other++) {
            passNanos[other] *= other == tokens ? 1 : FORGET;
        }
        passNanos[tokens] = mixed(passNanos[tokens], (double) nanos);
    }

    /** Guessing took so long for each token guessed. */
    void guessed(int tokens, long nanos) {
        guessNanos = mixed(guessNanos, (double) nanos / tokens);
    }

    /** Nothing was guessed. */
    void notGuessed() {
        guessNanos *= FORGET;
    }

    private static double mixed(double before, double last) {
        return before == 0 ? last : (1 - WEIGHT) * before + WEIGHT * last;
    }

    /** Nanoseconds of a pass of {@code tokens}: no less than one of fewer tokens takes; 0 where none was seen. */
    double pass(int tokens) {
        double most = 0;
        for (int fewer = 1; fewer <= tokens; fewer++) {
            most = Math.max(most, passNanos[fewer]);
        }
        return most;
    }

    /** Nanoseconds to guess a token. */
    double guess() {
        return guessNanos;
    }
}
