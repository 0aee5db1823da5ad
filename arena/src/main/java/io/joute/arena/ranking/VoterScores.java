package io.joute.arena.ranking;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The middle of the sandwich by voters: Σ u·uᵀ, u being the sum of a voter's scores.
 *
 * <p>Every vote is looked at once more, so this is what a board of millions waits for. Voters are dealt into parts, and the
 * parts' sums are added in order: the figures are the same on every machine. A voter of many models is squared by rows, which the compiler turns into vector
 * instructions; one of few touches only their places.
 */
final class VoterScores {
    /** From this share of all models on, a voter's scores are squared whole. */
    private static final int DENSE_SHARE = 3;

    private final int size;
    private final boolean hasTies;
    private final int[] positions;
    private final double[] byD;
    private final double[] byEta;
    private final Ballots.ByVoter votes;

    VoterScores(Fit fit, Tally tally) {
        int models = fit.counts().size();
        hasTies = fit.likelihood().hasTieParameter();
        size = models + (hasTies ? 1 : 0);
        positions = tally.positions(fit.counts().models());
        byD = new double[Math.multiplyExact(models * models, Verdict.COUNT)];
        byEta = new double[hasTies ? byD.length : 0];
        votes = tally.byVoter();
        Slopes slopes = new Slopes();
        for (int i = 0; i < models; i++) {
            for (int j = 0; j < models; j++) {
                if (i != j && fit.counts().compared(i, j)) {
                    fit.slopes(i, j, slopes);
                    int place = (i * models + j) * Verdict.COUNT;
                    System.arraycopy(slopes.d, 0, byD, place, Verdict.COUNT);
                    System.arraycopy(slopes.eta, 0, byEta, hasTies ? place : 0, hasTies ? Verdict.COUNT : 0);
                }
            }
        }
    }

    /** The sum over all voters. */
    Matrix meat() {
        int[] begins = votes.parts();
        List<double[]> sums = IntStream.range(0, begins.length - 1)
                .parallel()
                .mapToObj(part -> new Part().over(begins[part], begins[part + 1]))
                .toList();
        Matrix meat = new Matrix(size);
        for (double[] sum : sums) {
            addSymmetric(meat, sum);
        }
        return meat;
    }

    /** What stands at (a, b) and at (b, a) belongs to both. */
    private void addSymmetric(Matrix meat, double[] sum) {
        for (int a = 0; a < size; a++) {
            meat.add(a, a, sum[a * size + a]);
            for (int b = a + 1; b < size; b++) {
                double both = sum[a * size + b] + sum[b * size + a];
                meat.add(a, b, both);
                meat.add(b, a, both);
            }
        }
    }

    /** The voters of a part, one after the other. */
    private final class Part {
        private final double[] sum = new double[size * size];
        private final double[] scores = new double[size];
        private final boolean[] isTouched = new boolean[size];
        private final int[] touched = new int[size];
        private int count;

        double[] over(int from, int to) {
            for (int voter = from; voter < to; voter++) {
                int votesOfOne = votes.end(voter) - votes.start(voter);
                if (votesOfOne > 0) {
                    score(voter);
                    square(votesOfOne);
                }
            }
            return sum;
        }

        private void score(int voter) {
            int models = size - (hasTies ? 1 : 0);
            for (int k = votes.start(voter); k < votes.end(voter); k++) {
                int code = votes.code(k);
                int i = positions[Ballots.first(code)];
                int j = positions[Ballots.second(code)];
                int place = (i * models + j) * Verdict.COUNT + Ballots.verdictIndex(code);
                touch(i);
                touch(j);
                scores[i] += byD[place];
                scores[j] -= byD[place];
                if (hasTies) {
                    touch(models);
                    scores[models] += byEta[place];
                }
            }
        }

        private void touch(int place) {
            if (!isTouched[place]) {
                isTouched[place] = true;
                touched[count++] = place;
            }
        }

        private void square(int votesOfOne) {
            if (count * DENSE_SHARE > size && votesOfOne > 1) {
                for (int a = 0; a < size; a++) {
                    addRow(sum, a * size, scores, scores[a], a);
                }
                Arrays.fill(scores, 0);
                Arrays.fill(isTouched, false);
            } else {
                for (int a = 0; a < count; a++) {
                    int row = touched[a] * size;
                    double factor = scores[touched[a]];
                    for (int b = 0; b <= a; b++) {
                        sum[row + touched[b]] += factor * scores[touched[b]];
                    }
                }
                for (int a = 0; a < count; a++) {
                    scores[touched[a]] = 0;
                    isTouched[touched[a]] = false;
                }
            }
            count = 0;
        }
    }

    private static void addRow(double[] sum, int row, double[] scores, double factor, int from) {
        for (int b = from; b < scores.length; b++) {
            sum[row + b] += factor * scores[b];
        }
    }
}
