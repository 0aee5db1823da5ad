package io.joute.engine;

import io.joute.engine.sampling.Sampler;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;

/** Measures two models that share their threads, as the sides of a duel do: each writes alone, then both at once. */
public final class DuelBench {
    private static final long SEED = 44;

    /**
     * What to measure.
     *
     * @param promptTokens of each side's prompt
     * @param outputTokens that each side writes
     * @param rounds measured rounds, after one that warms up
     */
    public record Plan(int promptTokens, int outputTokens, int rounds) {
        /**
         * Check every count.
         *
         * @throws IllegalArgumentException when one is too small
         */
        public Plan {
            if (promptTokens < 1 || outputTokens < 2 || rounds < 1) {
                throw new IllegalArgumentException("prompts of " + promptTokens + " tokens, answers of " + outputTokens
                        + ", " + rounds + " rounds: expected 1, 2 and 1 or more");
            }
        }

        /** Tokens that a side takes. */
        public int contextTokens() {
            return Math.addExact(promptTokens, outputTokens);
        }
    }

    /**
     * How fast a side wrote, in tokens per second from its first token on.
     *
     * @param alone while the other was silent
     * @param together while both wrote
     */
    public record Rates(double alone, double together) {
        /** What the other left it of its rate. */
        public double share() {
            return together / alone;
        }
    }

    /** Both sides, minutes apart at most. */
    public record Round(Rates first, Rates second) {}

    private final Plan plan;
    private final LongSupplier nanoClock;
    private final SplittableRandom random = new SplittableRandom(SEED);

    private DuelBench(Plan plan, LongSupplier nanoClock) {
        this.plan = plan;
        this.nanoClock = nanoClock;
    }

    /**
     * Measure two engines, opened on one pool, which nobody else should use meanwhile.
     *
     * @throws IllegalArgumentException when a side takes more tokens than an engine's context has
     */
    public static List<Round> run(Engine first, Engine second, Plan plan) {
        int least = Math.min(first.contextLength(), second.contextLength());
        if (plan.contextTokens() > least) {
            throw new IllegalArgumentException("a side takes " + plan.contextTokens() + " tokens, the context has "
                    + least + ": open the models with a larger context, or measure less");
        }
        var bench = new DuelBench(plan, System::nanoTime);
        bench.round(first, second);
        List<Round> rounds = new ArrayList<>();
        for (int round = 0; round < plan.rounds; round++) {
            rounds.add(bench.round(first, second));
        }
        return List.copyOf(rounds);
    }

    private Round round(Engine first, Engine second) {
        double firstAlone = alone(first);
        double secondAlone = alone(second);
        TimedTokens one = begin(first);
        TimedTokens other = begin(second);
        one.join();
        other.join();
        long from = Math.max(one.first(), other.first());
        long to = Math.min(one.last(), other.last());
        return new Round(
                new Rates(firstAlone, rate(one.between(from, to), to - from)),
                new Rates(secondAlone, rate(other.between(from, to), to - from)));
    }

    private double alone(Engine engine) {
        TimedTokens tokens = begin(engine);
        tokens.join();
        return rate(tokens.between(tokens.first(), tokens.last()), tokens.last() - tokens.first());
    }

    /** Prompts are new ones each time, so that nothing of them is known. */
    private TimedTokens begin(Engine engine) {
        int[] prompt = new int[plan.promptTokens];
        Arrays.setAll(prompt, i -> random.nextInt(engine.config().vocabularySize()));
        var tokens = new TimedTokens(plan.outputTokens, nanoClock);
        engine.scheduler()
                .submit(new Writing(engine.newSession(), prompt, plan.outputTokens, Sampler.greedy(), tokens));
        return tokens;
    }

    private static double rate(int tokens, long nanos) {
        return tokens * 1e9 / Math.max(1, nanos);
    }
}
