package io.joute.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;

/** Measures how fast an engine reads and writes, one conversation at a time. */
public final class EngineBench {
    private static final long SEED = 42;

    /**
     * What to measure.
     *
     * @param prefillTokens length of the prompt; 0 leaves it out
     * @param decodeTokens tokens written after a prompt of one; 0 leaves it out
     * @param runs measured runs of each, after one that warms up
     */
    public record Plan(int prefillTokens, int decodeTokens, int runs) {
        /**
         * Check every count.
         *
         * @throws IllegalArgumentException when one is out of its range
         */
        public Plan {
            require(prefillTokens >= 0, "prefillTokens", prefillTokens, "0 or more");
            require(decodeTokens >= 0, "decodeTokens", decodeTokens, "0 or more");
            require(runs >= 1, "runs", runs, "1 or more");
        }

        private static void require(boolean holds, String field, int found, String expected) {
            if (!holds) {
                throw new IllegalArgumentException(field + " is " + found + ", expected " + expected);
            }
        }
    }

    /**
     * What was measured, in tokens per second, one entry a run; empty where it was left out.
     *
     * @param plan what was asked
     * @param prefill of prompts
     * @param decode of answers
     */
    public record Result(Plan plan, List<Double> prefill, List<Double> decode) {
        public Result {
            prefill = List.copyOf(prefill);
            decode = List.copyOf(decode);
        }

        /** Median of the prompts' speeds; 0 where none was measured. */
        public double prefillTokensPerSecond() {
            return median(prefill);
        }

        /** Median of the answers' speeds; 0 where none was measured. */
        public double decodeTokensPerSecond() {
            return median(decode);
        }

        private static double median(List<Double> runs) {
            List<Double> sorted = runs.stream().sorted().toList();
            int half = sorted.size() / 2;
            if (sorted.isEmpty()) {
                return 0;
            }
            return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
        }
    }

    private final Engine engine;
    private final LongSupplier nanoClock;

    private EngineBench(Engine engine, LongSupplier nanoClock) {
        this.engine = engine;
        this.nanoClock = nanoClock;
    }

    /**
     * Measure {@code engine}, which nobody else should use meanwhile.
     *
     * @throws IllegalArgumentException when a prompt or an answer is longer than the engine's context
     */
    public static Result run(Engine engine, Plan plan) {
        int longest = Math.max(plan.prefillTokens, Math.addExact(plan.decodeTokens, 1));
        if (longest > engine.contextLength()) {
            throw new IllegalArgumentException("a run takes " + longest + " tokens, the context has "
                    + engine.contextLength() + ": open the model with a larger context, or measure less");
        }
        return new EngineBench(engine, System::nanoTime).run(plan);
    }

    private Result run(Plan plan) {
        int[] prompt = ids(plan.prefillTokens);
        List<Double> prefill = new ArrayList<>();
        List<Double> decode = new ArrayList<>();
        for (int run = 0; run <= plan.runs; run++) {
            if (plan.prefillTokens > 0) {
                prefill.add(prefill(prompt));
            }
            if (plan.decodeTokens > 0) {
                decode.add(decode(plan.decodeTokens));
            }
        }
        return new Result(plan, withoutFirst(prefill), withoutFirst(decode));
    }

    private static List<Double> withoutFirst(List<Double> runs) {
        return runs.isEmpty() ? runs : runs.subList(1, runs.size());
    }

    private double prefill(int[] prompt) {
        Session session = engine.newSession();
        long start = nanoClock.getAsLong();
        session.prefill(prompt);
        return perSecond(prompt.length, start);
    }

    private double decode(int tokens) {
        Session session = engine.newSession();
        float[] logits = session.prefill(ids(1));
        long start = nanoClock.getAsLong();
        for (int i = 0; i < tokens; i++) {
            logits = session.decode(mostLikely(logits));
        }
        return perSecond(tokens, start);
    }

    private static int mostLikely(float[] logits) {
        int best = 0;
        for (int id = 1; id < logits.length; id++) {
            if (logits[id] > logits[best]) {
                best = id;
            }
        }
        return best;
    }

    private double perSecond(int tokens, long startNanos) {
        return tokens * 1e9 / Math.max(1, nanoClock.getAsLong() - startNanos);
    }

    private int[] ids(int count) {
        var random = new SplittableRandom(SEED);
        int[] ids = new int[count];
        Arrays.setAll(ids, i -> random.nextInt(engine.config().vocabularySize()));
        return ids;
    }
}
