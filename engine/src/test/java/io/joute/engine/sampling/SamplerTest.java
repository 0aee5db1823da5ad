package io.joute.engine.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SamplerTest {
    /** Probabilities 0.5, 0.25, 0.15, 0.1 in the order of ids 2, 0, 3, 1. */
    private static final float[] LOGITS = {log(0.25), log(0.1), log(0.5), log(0.15)};

    private static float log(double p) {
        return (float) Math.log(p);
    }

    @Test
    void greedyTakesTheMostLikelyAndOfEqualsTheFirst() {
        assertThat(Sampler.greedy().pick(LOGITS)).isEqualTo(2);
        assertThat(Sampler.greedy().pick(new float[] {1, 3, 3})).isEqualTo(1);
        assertThat(Sampler.of(0, 40, 0.9, 0.1, 7).pick(LOGITS)).isEqualTo(2);
    }

    @Test
    void drawsEachTokenAsOftenAsItIsLikely() {
        double[] shares = shares(Sampler.of(1, 0, 1, 0, 42), LOGITS);
        assertThat(shares[2]).isCloseTo(0.5, within(0.01));
        assertThat(shares[0]).isCloseTo(0.25, within(0.01));
        assertThat(shares[3]).isCloseTo(0.15, within(0.01));
        assertThat(shares[1]).isCloseTo(0.1, within(0.01));
    }

    @Test
    void temperatureSharpensOrFlattens() {
        // p² normalised: 0.25, 0.0625, 0.0225, 0.01 of 0.345.
        assertThat(shares(Sampler.of(0.5, 0, 1, 0, 42), LOGITS)[2]).isCloseTo(0.25 / 0.345, within(0.01));
        assertThat(shares(Sampler.of(10, 0, 1, 0, 42), LOGITS)[2]).isBetween(0.25, 0.3);
    }

    @Test
    void topKKeepsTheMostLikely() {
        assertThat(drawn(Sampler.of(1, 2, 1, 0, 42), LOGITS)).containsExactlyInAnyOrder(2, 0);
        assertThat(drawn(Sampler.of(1, 1, 1, 0, 42), LOGITS)).containsExactly(2);
        assertThat(drawn(Sampler.of(1, 99, 1, 0, 42), LOGITS)).hasSize(4);
    }

    @Test
    void topKOfEqualsKeepsTheFirst() {
        assertThat(drawn(Sampler.of(1, 2, 1, 0, 42), new float[] {1, 1, 1, 1})).containsExactlyInAnyOrder(0, 1);
    }

    @Test
    void topPKeepsTheSmallestSetThatReachesTheShare() {
        assertThat(drawn(Sampler.of(1, 0, 0.49, 0, 42), LOGITS)).containsExactly(2);
        assertThat(drawn(Sampler.of(1, 0, 0.7, 0, 42), LOGITS)).containsExactlyInAnyOrder(2, 0);
        assertThat(drawn(Sampler.of(1, 0, 0.89, 0, 42), LOGITS)).containsExactlyInAnyOrder(2, 0, 3);
        assertThat(drawn(Sampler.of(1, 0, 1e-9, 0, 42), LOGITS)).containsExactly(2);
    }

    @Test
    void minPDropsWhatIsMuchLessLikelyThanTheBest() {
        assertThat(drawn(Sampler.of(1, 0, 1, 0.4, 42), LOGITS)).containsExactlyInAnyOrder(2, 0);
        assertThat(drawn(Sampler.of(1, 0, 1, 0.29, 42), LOGITS)).containsExactlyInAnyOrder(2, 0, 3);
    }

    @Test
    void stepsOfALargeVocabularyKeepWhatSortingAllWouldKeep() {
        var random = new SplittableRandom(5);
        float[] logits = new float[20_000];
        for (int i = 0; i < logits.length; i++) {
            logits[i] = (float) (random.nextGaussian() * 2);
        }
        List<Integer> byLikelihood = new ArrayList<>();
        for (int i = 0; i < logits.length; i++) {
            byLikelihood.add(i);
        }
        byLikelihood.sort((a, b) -> Float.compare(logits[b], logits[a]));
        assertThat(drawn(Sampler.of(2, 50, 1, 0, 1), logits)).isEqualTo(new HashSet<>(byLikelihood.subList(0, 50)));

        double total = 0;
        for (float logit : logits) {
            total += Math.exp(logit);
        }
        double sum = 0;
        int count = 0;
        while (sum < 0.01 * total) {
            sum += Math.exp(logits[byLikelihood.get(count)]);
            count++;
        }
        assertThat(drawn(Sampler.of(1, 0, 0.01, 0, 1), logits))
                .isEqualTo(new HashSet<>(byLikelihood.subList(0, count)));
    }

    @Test
    void equalSeedsGiveEqualTokensAndOthersDoNot() {
        assertThat(sequence(Sampler.of(1, 3, 0.95, 0.01, 7))).isEqualTo(sequence(Sampler.of(1, 3, 0.95, 0.01, 7)));
        assertThat(sequence(Sampler.of(1, 3, 0.95, 0.01, 7))).isNotEqualTo(sequence(Sampler.of(1, 3, 0.95, 0.01, 8)));
    }

    @Test
    void allEqualLogitsDrawFromAllTokens() {
        assertThat(drawn(Sampler.of(1, 0, 1, 0, 3), new float[8])).hasSize(8);
    }

    @Test
    void refusesLogitsThatAreNotFinite() {
        for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
            float[] logits = {0, bad, 1};
            assertThatThrownBy(() -> Sampler.greedy().pick(logits))
                    .isInstanceOf(NonFiniteLogitsException.class)
                    .hasMessage("the logit of token 1 is " + bad + ", expected finite");
            assertThatThrownBy(() -> Sampler.of(1, 0, 1, 0, 1).pick(logits))
                    .isInstanceOf(NonFiniteLogitsException.class);
        }
    }

    @Test
    void printsItsChain() {
        assertThat(Sampler.of(0.7, 40, 0.95, 0.05, 42))
                .hasToString("temperature 0.7, top-k 40, top-p 0.95, min-p 0.05, seed 42");
        assertThat(Sampler.of(0.7, 0, 1, 0, 1)).hasToString("temperature 0.7, seed 1");
        assertThat(Sampler.greedy()).hasToString("greedy");
    }

    @Test
    void refusesNonsenseNamingIt() {
        assertThatThrownBy(() -> Sampler.of(-1, 0, 1, 0, 1)).hasMessageContaining("temperature is -1.0");
        assertThatThrownBy(() -> Sampler.of(1, -5, 1, 0, 1)).hasMessage("top-k is -5, expected 1 or more");
        assertThatThrownBy(() -> Sampler.of(1, 0, 1.5, 0, 1)).hasMessage("top-p is 1.5, expected above 0, at most 1");
        assertThatThrownBy(() -> Sampler.of(1, 0, 1, -0.5, 1)).hasMessage("min-p is -0.5, expected 0 to 1");
    }

    private static double[] shares(Sampler sampler, float[] logits) {
        double[] shares = new double[logits.length];
        for (int i = 0; i < 20_000; i++) {
            shares[sampler.pick(logits)] += 1 / 20_000.0;
        }
        return shares;
    }

    private static Set<Integer> drawn(Sampler sampler, float[] logits) {
        Set<Integer> drawn = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            drawn.add(sampler.pick(logits));
        }
        return drawn;
    }

    private static List<Integer> sequence(Sampler sampler) {
        List<Integer> sequence = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            sequence.add(sampler.pick(LOGITS));
        }
        return sequence;
    }
}
