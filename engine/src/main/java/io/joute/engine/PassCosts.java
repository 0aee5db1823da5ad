package io.joute.engine;

/**
 * What short passes of one answer take here, and a guess, from those seen lately. What was not tried for a while is taken for
 * a little cheaper each time, so that it is tried again one day. For the scheduler's thread.
 *
 * <p>It also keeps the account of guessing: what that took, and what the tokens that it brought would have taken one by one.
 * Where the loss comes to {@value #MOST_LOST} of all the time spent lately, nobody guesses until it has become less: whatever
 * guesses, no answer is much later for it in the long run. The first time of each kind does not count: code ran that was not
 * compiled yet.
 */
final class PassCosts {
    private static final double WEIGHT = 0.3;
    private static final double FORGET = 0.9985;
    private static final double MOST_LOST = 0.03;
    private static final double MOST_SAVED = 0.1;
    private static final double REMEMBERED_NANOS = 120e9;

    /** Beyond what may be lost, more is not held against guessing: the machine was busy otherwise. */
    private static final double MOST_OWED_PASSES = 16;

    private final double[] passNanos = new double[Plan.SHORT + 1];
    private final boolean[] passedBefore = new boolean[Plan.SHORT + 1];
    private double guessNanos;
    private double lastPassNanos;
    private double allNanos;
    private double lostNanos;
    private boolean triedBefore;
    private boolean guessedBefore;

    /** A pass of whatever kind took so long. */
    void spent(long nanos) {
        lastPassNanos = nanos;
        allNanos += nanos;
        if (allNanos > REMEMBERED_NANOS) {
            allNanos /= 2;
            lostNanos /= 2;
        }
    }

    /** Guessing took so long, whatever it brought. */
    void tried(long nanos) {
        if (triedBefore) {
            allNanos += nanos;
            lose((double) nanos);
        }
        triedBefore = true;
    }

    private void lose(double nanos) {
        double owed = Math.min(lostNanos + nanos, MOST_LOST * allNanos + MOST_OWED_PASSES * pass(1));
        lostNanos = Math.max(owed, -MOST_SAVED * allNanos);
    }

    /** The last pass checked guesses, and brought {@code tokens}. */
    void checked(int tokens) {
        lose(lastPassNanos - tokens * pass(1));
    }

    /** Whether guessing has not cost too much lately. */
    boolean mayTry() {
        return lostNanos <= MOST_LOST * allNanos;
    }

    /** A pass of {@code tokens}, 1 to {@value Plan#SHORT}, took so long. */
    void passed(int tokens, long nanos) {
        for (int other = 1; other < passNanos.length; other++) {
            passNanos[other] *= other == tokens ? 1 : FORGET;
        }
        if (passedBefore[tokens]) {
            passNanos[tokens] = mixed(passNanos[tokens], (double) nanos);
        }
        passedBefore[tokens] = true;
    }

    /** Guessing took so long for each token guessed. */
    void guessed(int tokens, long nanos) {
        if (guessedBefore) {
            guessNanos = mixed(guessNanos, (double) nanos / tokens);
        }
        guessedBefore = true;
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
