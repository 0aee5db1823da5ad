package io.joute.arena.ranking;

/** From natural strengths to displayed points. */
final class Scale {
    /** Points for a strength of 1: 400 points are ten times the odds. */
    static final double POINTS = 400 / Math.log(10);

    private static final double MIDDLE = 1000;

    private Scale() {}

    static double rating(double beta) {
        return MIDDLE + POINTS * beta;
    }
}
