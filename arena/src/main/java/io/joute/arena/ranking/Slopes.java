package io.joute.arena.ranking;

/**
 * Log-likelihood of each verdict at one difference of strengths, with its derivatives. Reused from pair to pair.
 *
 * <p>Arrays are indexed by {@link Verdict#index()}; {@code d} is the difference β of the first less β of the second,
 * {@code eta} the logarithm of the tie parameter.
 */
final class Slopes {
    final double[] log = new double[Verdict.COUNT];
    final double[] d = new double[Verdict.COUNT];
    final double[] eta = new double[Verdict.COUNT];
    final double[] dd = new double[Verdict.COUNT];
    final double[] dEta = new double[Verdict.COUNT];
    final double[] etaEta = new double[Verdict.COUNT];

    void set(Verdict verdict, double logLikelihood, double slopeD, double slopeEta) {
        int index = verdict.index();
        log[index] = logLikelihood;
        d[index] = slopeD;
        eta[index] = slopeEta;
    }

    void bend(Verdict verdict, double byD, double byBoth, double byEta) {
        int index = verdict.index();
        dd[index] = byD;
        dEta[index] = byBoth;
        etaEta[index] = byEta;
    }
}
