package io.joute.engine;

import io.joute.engine.sampling.Sampler;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;

/**
 * Measures an engine with several prompts at once, as llama-batched-bench does: all prompts begin together, each is answered
 * with as many tokens, the likeliest ones.
 */
public final class BatchBench {
    private static final long SEED = 43;

    /**
     * What to measure.
     *
     * @param sequences prompts at once
     * @param promptTokens of each
     * @param outputTokens to each, after the first, which the prompt gives
     * @param runs measured runs, after one that warms up
     */
    public record Plan(int sequences, int promptTokens, int outputTokens, int runs) {
        /**
         * Check every count.
         *
         * @throws IllegalArgumentException when one is below 1
         */
        public Plan {
            if (sequences < 1 || promptTokens < 1 || outputTokens < 1 || runs < 1) {
                throw new IllegalArgumentException(sequences + " sequences of " + promptTokens + " tokens, "
                        + outputTokens + " more to each, " + runs + " runs: expected 1 or more of all");
            }
        }

        /** Tokens that a sequence takes. */
        public int contextTokens() {
            return Math.addExact(Math.addExact(promptTokens, outputTokens), 1);
        }
    }

    /**
     * One run, in tokens per second of all sequences together.
     *
     * @param prefill until every sequence had its first token
     * @param decode from then on
     * @param total prompts and answers over the whole time
     */
    public record Run(double prefill, double decode, double total) {}

    /** What was measured. */
    public record Result(Plan plan, List<Run> runs) {
        public Result {
            runs = List.copyOf(runs);
        }

        /** The middle of the runs in each of its three rates. */
        public Run median() {
            return new Run(median(Run::prefill), median(Run::decode), median(Run::total));
        }

        private double median(ToDoubleFunction<Run> rate) {
            double[] sorted = runs.stream().mapToDouble(rate).sorted().toArray();
            int half = sorted.length / 2;
            return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
        }
    }

    private final Engine engine;
    private final Plan plan;
    private final LongSupplier nanoClock;
    private final SplittableRandom random = new SplittableRandom(SEED);

    private BatchBench(Engine engine, Plan plan, LongSupplier nanoClock) {
        this.engine = engine;
        this.plan = plan;
        this.nanoClock = nanoClock;
    }

    /**
     * Measure {@code engine}, which nobody else should use meanwhile.
     *
     * @throws IllegalArgumentException when a sequence is longer than the engine's context
     */
    public static Result run(Engine engine, Plan plan) {
        if (plan.contextTokens() > engine.contextLength()) {
            throw new IllegalArgumentException("a sequence takes " + plan.contextTokens()
                    + " tokens, the context has " + engine.contextLength()
                    + ": open the model with a larger context, or measure less");
        }
        var bench = new BatchBench(engine, plan, System::nanoTime);
        bench.once();
        List<Run> runs = new ArrayList<>();
        for (int run = 0; run < plan.runs; run++) {
            runs.add(bench.once());
        }
        return new Result(plan, runs);
    }

    /** Prompts are new ones each time, so that nothing of them is known. */
    private Run once() {
        long start = nanoClock.getAsLong();
        List<TimedTokens> answers = new ArrayList<>();
        for (int i = 0; i < plan.sequences; i++) {
            var answer = new TimedTokens(plan.outputTokens + 1, nanoClock);
            answers.add(answer);
            engine.scheduler()
                    .submit(new Writing(
                            engine.newSession(), prompt(), plan.outputTokens + 1, Sampler.greedy(), answer));
        }
        answers.forEach(TimedTokens::join);
        long begun = answers.stream().mapToLong(TimedTokens::first).max().orElseThrow();
        long end = answers.stream().mapToLong(TimedTokens::last).max().orElseThrow();
        long after =
                answers.stream().mapToLong(answer -> answer.between(begun, end)).sum();
        long prompts = (long) plan.sequences * plan.promptTokens;
        long outputs = (long) plan.sequences * plan.outputTokens;
        return new Run(
                perSecond(prompts, begun - start),
                perSecond(after, end - begun),
                perSecond(prompts + outputs, end - start));
    }

    private static double perSecond(long tokens, long nanos) {
        return tokens * 1e9 / Math.max(1, nanos);
    }

    private int[] prompt() {
        int[] ids = new int[plan.promptTokens];
        Arrays.setAll(ids, i -> random.nextInt(engine.config().vocabularySize()));
        return ids;
    }
}
