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
        Scores scores = new Scores(fit);
        int[] positions = tally.positions(fit.counts().models());
        Matrix meat = new Matrix(bread.size());
        Touched sum = new Touched(bread.size());
        Ballots.ByVoter grouped = tally.byVoter();
        for (int voter = 0; voter < grouped.voters(); voter++) {
            for (int k = grouped.start(voter); k < grouped.end(voter); k++) {
                int code = grouped.code(k);
                scores.add(positions[Ballots.first(code)], positions[Ballots.second(code)], code, sum);
            }
            sum.addSquareTo(meat);
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

    /** The score of each verdict of each pair, computed once, side by side for the cache. */
    private static final class Scores {
        private final int size;
        private final boolean hasTies;
        private final double[] byD;
        private final double[] byEta;

        Scores(Fit fit) {
            size = fit.counts().size();
            hasTies = fit.likelihood().hasTieParameter();
            byD = new double[Math.multiplyExact(size * size, Verdict.COUNT)];
            byEta = new double[hasTies ? byD.length : 0];
            Slopes slopes = new Slopes();
            for (int i = 0; i < size; i++) {
                for (int j = 0; j < size; j++) {
                    if (i != j && fit.counts().compared(i, j)) {
                        fit.slopes(i, j, slopes);
                        System.arraycopy(slopes.d, 0, byD, place(i, j), Verdict.COUNT);
                        System.arraycopy(slopes.eta, 0, byEta, hasTies ? place(i, j) : 0, hasTies ? Verdict.COUNT : 0);
                    }
                }
            }
        }

        void add(int i, int j, int code, Touched sum) {
            int place = place(i, j) + Ballots.verdictIndex(code);
            sum.add(i, byD[place]);
            sum.add(j, -byD[place]);
            if (hasTies) {
                sum.add(size, byEta[place]);
            }
        }

        private int place(int i, int j) {
            return (i * size + j) * Verdict.COUNT;
        }
    }

    /** A vector of which little is touched: a voter compares few models. */
    private static final class Touched {
        private final double[] values;
        private final boolean[] isTouched;
        private final int[] places;
        private int count;

        Touched(int size) {
            values = new double[size];
            isTouched = new boolean[size];
            places = new int[size];
        }

        void add(int place, double value) {
            if (!isTouched[place]) {
                isTouched[place] = true;
                places[count++] = place;
            }
            values[place] += value;
        }

        /** Add v·vᵀ, and be 0 again. */
        void addSquareTo(Matrix matrix) {
            for (int a = 0; a < count; a++) {
                for (int b = 0; b < count; b++) {
                    matrix.add(places[a], places[b], values[places[a]] * values[places[b]]);
                }
            }
            for (int a = 0; a < count; a++) {
                values[places[a]] = 0;
                isTouched[places[a]] = false;
            }
            count = 0;
        }
    }
}
