package io.joute.arena.ranking;

import java.util.Arrays;

/** Covariance matrices of a fit: Fisher's, and the sandwiches that do not trust the model. */
final class Spread implements Covariances {
    private final Fit fit;
    private final Tally tally;
    private final Matrix bread;

    Spread(Fit fit, Tally tally) {
        this.fit = fit;
        this.tally = tally;
        this.bread = fit.inverseInformation();
    }

    @Override
    public Matrix fisher() {
        return bread;
    }

    /** H⁺ (Σ s sᵀ) H⁺ over single votes. */
    @Override
    public Matrix hc0() {
        Matrix meat = new Matrix(bread.size());
        Slopes slopes = new Slopes();
        for (int i = 0; i < fit.counts().size(); i++) {
            for (int j = i + 1; j < fit.counts().size(); j++) {
                if (fit.counts().compared(i, j)) {
                    fit.slopes(i, j, slopes);
                    addVotes(meat, i, j, slopes);
                }
            }
        }
        return sandwich(meat);
    }

    /** H⁺ (Σ u uᵀ) H⁺ over voters, u being the sum of a voter's scores. */
    Matrix cr0() {
        int size = fit.counts().size();
        Scores scores = new Scores(fit);
        int[] positions = tally.positions(fit.counts().models());
        Matrix meat = new Matrix(bread.size());
        double[] sum = new double[bread.size()];
        Ballots.ByVoter grouped = tally.byVoter();
        for (int voter = 0; voter < grouped.voters(); voter++) {
            Arrays.fill(sum, 0);
            for (int k = grouped.start(voter); k < grouped.end(voter); k++) {
                int code = grouped.code(k);
                int i = positions[Ballots.first(code)];
                int j = positions[Ballots.second(code)];
                Verdict verdict = Ballots.verdict(code);
                double score = scores.d(i, j, verdict);
                sum[i] += score;
                sum[j] -= score;
                if (sum.length > size) {
                    sum[size] += scores.eta(i, j, verdict);
                }
            }
            meat.addSquareOf(sum);
        }
        return sandwich(meat);
    }

    /** CR0 with the usual correction for few voters, G / (G − 1). */
    @Override
    public Matrix cr1() {
        double voters = tally.voters();
        return cr0().times(voters / (voters - 1));
    }

    private void addVotes(Matrix meat, int i, int j, Slopes slopes) {
        double[] score = new double[3];
        int[] places = {i, j, fit.counts().size()};
        int length = fit.likelihood().hasTieParameter() ? 3 : 2;
        for (Verdict verdict : Verdict.values()) {
            score[0] = slopes.d[verdict.index()];
            score[1] = -score[0];
            score[2] = slopes.eta[verdict.index()];
            long votes = fit.counts().of(i, j, verdict);
            for (int a = 0; a < length; a++) {
                for (int b = 0; b < length; b++) {
                    meat.add(places[a], places[b], votes * score[a] * score[b]);
                }
            }
        }
    }

    private Matrix sandwich(Matrix meat) {
        return bread.times(meat).times(bread);
    }

    /** The score of each verdict of each pair, computed once. */
    private static final class Scores {
        private final double[][][] byD;
        private final double[][][] byEta;

        Scores(Fit fit) {
            int size = fit.counts().size();
            byD = new double[size][size][];
            byEta = new double[size][size][];
            for (int i = 0; i < size; i++) {
                for (int j = 0; j < size; j++) {
                    if (i != j && fit.counts().compared(i, j)) {
                        Slopes slopes = new Slopes();
                        fit.slopes(i, j, slopes);
                        byD[i][j] = slopes.d;
                        byEta[i][j] = slopes.eta;
                    }
                }
            }
        }

        double d(int i, int j, Verdict verdict) {
            return byD[i][j][verdict.index()];
        }

        double eta(int i, int j, Verdict verdict) {
            return byEta[i][j][verdict.index()];
        }
    }
}
