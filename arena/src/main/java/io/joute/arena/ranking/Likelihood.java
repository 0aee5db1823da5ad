package io.joute.arena.ranking;

/** The probability of a vote under a model, as the fit needs it. Concave in its parameters. */
sealed interface Likelihood {
    /** Whether ties have a parameter of their own. */
    boolean hasTieParameter();

    /** Where to start its logarithm, from the share of ties, which is above 0 and below 1. */
    double startEta(double tieShare);

    /** Whether that logarithm may take this value. */
    boolean allows(double eta);

    /** Fill in log-likelihoods and derivatives at a difference of strengths. */
    void at(double d, double eta, Slopes slopes);

    /** Probability that the first wins, plus half that of a tie. */
    double share(double d, double eta);

    static Likelihood of(RankingModel model) {
        return switch (model) {
            case BRADLEY_TERRY -> new BradleyTerry();
            case DAVIDSON -> new Davidson();
            case RAO_KUPPER -> new RaoKupper();
        };
    }

    /** P(first) = σ(d); a tie is half a win for each. */
    record BradleyTerry() implements Likelihood {
        @Override
        public boolean hasTieParameter() {
            return false;
        }

        @Override
        public double startEta(double tieShare) {
            return 0;
        }

        @Override
        public boolean allows(double eta) {
            return true;
        }

        @Override
        public void at(double d, double eta, Slopes slopes) {
            double p = Sigmoid.of(d);
            double bend = -p * Sigmoid.of(-d);
            double win = Sigmoid.log(d);
            double loss = Sigmoid.log(-d);
            slopes.set(Verdict.FIRST, win, Sigmoid.of(-d), 0);
            slopes.set(Verdict.TIE, (win + loss) / 2, 0.5 - p, 0);
            slopes.set(Verdict.SECOND, loss, -p, 0);
            for (Verdict verdict : Verdict.values()) {
                slopes.bend(verdict, bend, 0, 0);
            }
        }

        @Override
        public double share(double d, double eta) {
            return Sigmoid.of(d);
        }
    }

    /** P(first) = π₁ / (π₁ + π₂ + ν√(π₁π₂)), an exponential family; η = ln ν. Davidson, JASA 65 (1970). */
    record Davidson() implements Likelihood {
        @Override
        public boolean hasTieParameter() {
            return true;
        }

        @Override
        public double startEta(double tieShare) {
            return Math.log(2 * tieShare / (1 - tieShare));
        }

        @Override
        public boolean allows(double eta) {
            return true;
        }

        @Override
        public void at(double d, double eta, Slopes slopes) {
            double logTotal = logTotal(d, eta);
            double first = Math.exp(d / 2 - logTotal);
            double second = Math.exp(-d / 2 - logTotal);
            double tie = Math.exp(eta - logTotal);
            double decided = first + second;
            double mean = (first - second) / 2;
            slopes.set(Verdict.FIRST, d / 2 - logTotal, second + tie / 2, -tie);
            slopes.set(Verdict.TIE, eta - logTotal, -mean, decided);
            slopes.set(Verdict.SECOND, -d / 2 - logTotal, -first - tie / 2, -tie);
            for (Verdict verdict : Verdict.values()) {
                slopes.bend(verdict, -first * second - tie * decided / 4, mean * tie, -tie * decided);
            }
        }

        @Override
        public double share(double d, double eta) {
            double logTotal = logTotal(d, eta);
            return Math.exp(d / 2 - logTotal) + Math.exp(eta - logTotal) / 2;
        }

        private static double logTotal(double d, double eta) {
            double largest = Math.max(Math.abs(d) / 2, eta);
            return largest + Math.log(Math.exp(d / 2 - largest) + Math.exp(-d / 2 - largest) + Math.exp(eta - largest));
        }
    }

    /** P(first) = π₁ / (π₁ + θπ₂); η = ln θ above 0. Rao and Kupper, JASA 62 (1967). */
    record RaoKupper() implements Likelihood {
        @Override
        public boolean hasTieParameter() {
            return true;
        }

        @Override
        public double startEta(double tieShare) {
            return Math.log((1 + tieShare) / (1 - tieShare));
        }

        @Override
        public boolean allows(double eta) {
            return eta > 0;
        }

        @Override
        public void at(double d, double eta, Slopes slopes) {
            double first = Sigmoid.of(d - eta);
            double notFirst = Sigmoid.of(eta - d);
            double second = Sigmoid.of(-d - eta);
            double notSecond = Sigmoid.of(d + eta);
            double bendFirst = first * notFirst;
            double bendSecond = second * notSecond;
            double shrink = -Math.expm1(-2 * eta);
            double logFirst = Sigmoid.log(d - eta);
            double logSecond = Sigmoid.log(-d - eta);
            slopes.set(Verdict.FIRST, logFirst, notFirst, -notFirst);
            slopes.bend(Verdict.FIRST, -bendFirst, bendFirst, -bendFirst);
            slopes.set(Verdict.SECOND, logSecond, -notSecond, -notSecond);
            slopes.bend(Verdict.SECOND, -bendSecond, -bendSecond, -bendSecond);
            double rare = Math.exp(-2 * eta) / shrink;
            slopes.set(
                    Verdict.TIE,
                    2 * eta + Math.log(shrink) + logFirst + logSecond,
                    second - first,
                    first + second + 2 * rare);
            slopes.bend(
                    Verdict.TIE,
                    -bendFirst - bendSecond,
                    bendFirst - bendSecond,
                    -4 * rare / shrink - bendFirst - bendSecond);
        }

        @Override
        public double share(double d, double eta) {
            double first = Sigmoid.of(d - eta);
            double second = Sigmoid.of(-d - eta);
            return first + (1 - first - second) / 2;
        }
    }
}
