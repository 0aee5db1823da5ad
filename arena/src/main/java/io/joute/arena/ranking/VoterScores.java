package io.joute.arena.ranking;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The middle of the sandwich by voters: Σ u·uᵀ, u being the sum of a voter's scores.
 *
 * <p>Every vote is looked at once more, so this is what a board of millions waits for. Voters are dealt into parts, and the
 * parts' sums are added in order: the figures are the same on every machine. Voters of many models are squared in batches, since the sum is far larger than
 * the first-level cache; one of few touches only their places.
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
        List<double[][]> sums = IntStream.range(0, begins.length - 1)
                .parallel()
                .mapToObj(part -> new Part().over(begins[part], begins[part + 1]))
                .toList();
        Matrix meat = new Matrix(size);
        for (double[][] sum : sums) {
            addSymmetric(meat, sum);
        }
        return meat;
    }

    /** What stands at (a, b) and at (b, a) belongs to both. */
    private void addSymmetric(Matrix meat, double[][] sum) {
        for (int a = 0; a < size; a++) {
            meat.add(a, a, sum[a][a]);
            for (int b = a + 1; b < size; b++) {
                double both = sum[a][b] + sum[b][a];
                meat.add(a, b, both);
                meat.add(b, a, both);
            }
        }
    }

    /** The voters of a part, one after the other. */
    private final class Part {
        private final double[][] sum = new double[size][size];
        private final ScoreBatch batch = new ScoreBatch(size);
        private final int[] scoredBy = new int[size];
        private final int[] touched = new int[size];
        private double[] scores = batch.next();
        private int count;

        double[][] over(int from, int to) {
            Arrays.fill(scoredBy, -1);
            for (int voter = from; voter < to; voter++) {
                int votesOfOne = votes.end(voter) - votes.start(voter);
                if (votesOfOne > 0) {
                    score(voter);
                    count = 0;
                    if (votesOfOne < size) {
                        touch(voter);
                    }
                    square(votesOfOne);
                }
            }
            batch.addTo(sum);
            return sum;
        }

        private void score(int voter) {
            int models = size - (hasTies ? 1 : 0);
            double[] into = scores;
            for (int k = votes.start(voter); k < votes.end(voter); k++) {
                int code = votes.code(k);
                int i = positions[Ballots.first(code)];
                int j = positions[Ballots.second(code)];
                int place = (i * models + j) * Verdict.COUNT + Ballots.verdictIndex(code);
                double slope = byD[place];
                into[i] += slope;
                into[j] -= slope;
                if (hasTies) {
                    into[models] += byEta[place];
                }
            }
        }

        private void touch(int voter) {
            for (int k = votes.start(voter); k < votes.end(voter); k++) {
                touch(positions[Ballots.first(votes.code(k))], voter);
                touch(positions[Ballots.second(votes.code(k))], voter);
            }
            if (hasTies) {
                touch(size - 1, voter);
            }
        }

        private void touch(int place, int voter) {
            if (scoredBy[place] != voter) {
                scoredBy[place] = voter;
                touched[count++] = place;
            }
        }

        private void square(int votesOfOne) {
            if (votesOfOne >= size || count * DENSE_SHARE > size) {
                batch.keep();
                if (batch.isFull()) {
                    batch.addTo(sum);
                }
                scores = batch.next();
            } else {
                squareTouched();
            }
        }

        private void squareTouched() {
            for (int a = 0; a < count; a++) {
                double[] row = sum[touched[a]];
                double factor = scores[touched[a]];
                for (int b = 0; b <= a; b++) {
                    row[touched[b]] += factor * scores[touched[b]];
                }
            }
            for (int a = 0; a < count; a++) {
                scores[touched[a]] = 0;
            }
        }
    }
}
