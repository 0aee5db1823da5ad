package io.joute.arena.ranking;

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
        return sandwich(new VoterScores(fit, tally).meat());
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
}
