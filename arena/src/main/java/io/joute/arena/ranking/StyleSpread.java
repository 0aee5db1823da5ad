package io.joute.arena.ranking;

import java.util.Arrays;

/** Covariance matrices of a {@link StyleFit}. */
final class StyleSpread implements Covariances {
    private final StyleFit fit;
    private final Matrix bread;
    private final int voters;

    StyleSpread(StyleFit fit, int voters) {
        this.fit = fit;
        this.bread = fit.inverseInformation();
        this.voters = voters;
    }

    @Override
    public Matrix fisher() {
        return bread;
    }

    @Override
    public Matrix hc0() {
        Matrix meat = new Matrix(bread.size());
        double[] score = new double[bread.size()];
        for (int vote = 0; vote < fit.votes(); vote++) {
            Arrays.fill(score, 0);
            fit.addScore(vote, score);
            meat.addSquareOf(score);
        }
        return bread.times(meat).times(bread);
    }

    @Override
    public Matrix cr1() {
        double[][] sums = new double[voters][bread.size()];
        for (int vote = 0; vote < fit.votes(); vote++) {
            fit.addScore(vote, sums[fit.voter(vote)]);
        }
        Matrix meat = new Matrix(bread.size());
        for (double[] sum : sums) {
            meat.addSquareOf(sum);
        }
        return bread.times(meat).times(bread).times(voters / (voters - 1.0));
    }
}
