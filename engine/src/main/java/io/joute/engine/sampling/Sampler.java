package io.joute.engine.sampling;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Picks tokens: temperature first, then the steps in their order, then one draw from a seeded sequence; or the most likely
 * token where the temperature is 0. Equal seeds and logits give equal tokens. For one answer and one thread: it carries the
 * state of its sequence.
 */
public final class Sampler {
    private final double temperature;
    private final List<Step> steps;
    private final long seed;
    private final Draws draws;
    private final Candidates candidates = new Candidates();

    private Sampler(double temperature, List<Step> steps, long seed) {
        if (!(temperature >= 0 && Double.isFinite(temperature))) {
            throw new IllegalArgumentException("temperature is " + temperature + ", expected 0 (greedy) or more");
        }
        this.temperature = temperature;
        this.steps = List.copyOf(steps);
        this.seed = seed;
        this.draws = new Draws(seed);
    }

    /** The most likely token, always; of equal ones the first. */
    public static Sampler greedy() {
        return new Sampler(0, List.of(), 0);
    }

    /** Divide logits by {@code temperature} (0: greedy, no step counts), then narrow by {@code steps}, then draw. */
    public static Sampler seeded(double temperature, List<Step> steps, long seed) {
        return new Sampler(temperature, steps, seed);
    }

    /**
     * The usual chain; what keeps all tokens is left out.
     *
     * @param temperature 0 is greedy
     * @param topK 0 keeps all
     * @param topP 1 keeps all
     * @param minP 0 keeps all
     */
    public static Sampler of(double temperature, int topK, double topP, double minP, long seed) {
        List<Step> steps = new ArrayList<>();
        if (topK != 0) {
            steps.add(new Step.TopK(topK));
        }
        if (topP != 1) {
            steps.add(new Step.TopP(topP));
        }
        if (minP != 0) {
            steps.add(new Step.MinP(minP));
        }
        return new Sampler(temperature, steps, seed);
    }

    /**
     * Pick the next token.
     *
     * @throws NonFiniteLogitsException when a logit is NaN or infinite
     */
    public int pick(float[] logits) {
        return pick(logits, 0, logits.length);
    }

    /**
     * Pick the next token by {@code count} logits from {@code from} on.
     *
     * @throws NonFiniteLogitsException when one of them is NaN or infinite
     */
    public int pick(float[] logits, int from, int count) {
        requireFinite(logits, from, count);
        if (temperature == 0) {
            return largest(logits, from, count);
        }
        candidates.weigh(logits, from, count, temperature);
        return drawn(draws.next());
    }

    /**
     * Pick one of the tokens {@code allowed}, by logits from {@code from} on, as if there were no others. Logits are not
     * checked: {@link #pick(float[], int, int)} does that.
     *
     * @param allowed at least one
     */
    public int pick(float[] logits, int from, BitSet allowed) {
        if (allowed.isEmpty()) {
            throw new IllegalArgumentException("no token is allowed, expected one at least");
        }
        if (temperature == 0) {
            return largest(logits, from, allowed);
        }
        candidates.weigh(logits, from, allowed, temperature);
        return drawn(draws.next());
    }

    /**
     * The token that it would pick by the first {@code count} of {@code logits} after {@code ahead} other picks; nothing
     * changes by asking. Where two models' logits are alike, their tokens drawn with the same random number are often the same.
     *
     * @throws NonFiniteLogitsException when one of them is NaN or infinite
     */
    public int foresee(float[] logits, int count, int ahead) {
        requireFinite(logits, 0, count);
        if (temperature == 0) {
            return largest(logits, 0, count);
        }
        candidates.weigh(logits, 0, count, temperature);
        return drawn(draws.peek(ahead));
    }

    /** The same of the tokens {@code allowed}, at least one; logits are not checked. */
    public int foresee(float[] logits, BitSet allowed, int ahead) {
        if (temperature == 0) {
            return largest(logits, 0, allowed);
        }
        candidates.weigh(logits, 0, allowed, temperature);
        return drawn(draws.peek(ahead));
    }

    private int drawn(double point) {
        for (Step step : steps) {
            switch (step) {
                case Step.TopK topK -> candidates.keepHeaviest(topK.count());
                case Step.TopP topP -> candidates.keepShare(topP.share());
                case Step.MinP minP -> candidates.keepRelative(minP.share());
            }
        }
        return candidates.at(point);
    }

    /**
     * Refuse logits that nothing can be said about.
     *
     * @throws NonFiniteLogitsException when one of them is NaN or infinite
     */
    public static void requireFinite(float[] logits) {
        requireFinite(logits, 0, logits.length);
    }

    private static void requireFinite(float[] logits, int from, int count) {
        for (int id = 0; id < count; id++) {
            if (!Float.isFinite(logits[from + id])) {
                throw new NonFiniteLogitsException(id, logits[from + id]);
            }
        }
    }

    static int largest(float[] logits, int from, int count) {
        int best = 0;
        for (int id = 1; id < count; id++) {
            if (logits[from + id] > logits[from + best]) {
                best = id;
            }
        }
        return best;
    }

    static int largest(float[] logits, int from, BitSet allowed) {
        int best = allowed.nextSetBit(0);
        for (int id = best; id >= 0; id = allowed.nextSetBit(id + 1)) {
            if (logits[from + id] > logits[from + best]) {
                best = id;
            }
        }
        return best;
    }

    /** The chain in words, as {@code temperature 0.7, top-k 40, seed 42}. */
    @Override
    public String toString() {
        if (temperature == 0) {
            return "greedy";
        }
        String narrowed = steps.stream().map(step -> ", " + step).collect(Collectors.joining());
        return "temperature " + temperature + narrowed + ", seed " + seed;
    }
}
