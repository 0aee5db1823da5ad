package io.joute.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * What is to be measured.
 *
 * @param prompts lengths of prompts to read
 * @param contexts tokens read before an answer is written; 0 for an answer to next to nothing
 * @param batches how many prompts at once
 * @param tokens of an answer to each context
 * @param runs measured runs of each, after one that warms up
 */
record BenchPlan(List<Integer> prompts, List<Integer> contexts, List<Integer> batches, int tokens, int runs) {
    /** Those of llama-batched-bench's published figures. */
    static final int BATCH_PROMPT = 128;

    static final int BATCH_TOKENS = 64;

    BenchPlan {
        prompts = List.copyOf(prompts);
        contexts = List.copyOf(contexts);
        batches = List.copyOf(batches);
        require("--prompt", prompts, 1);
        require("--context", contexts, 0);
        require("--batch", batches, 1);
        require("--tokens", List.of(tokens), 1);
        require("--runs", List.of(runs), 1);
        if (prompts.isEmpty() && contexts.isEmpty() && batches.isEmpty()) {
            throw new IllegalArgumentException("nothing to measure, expected a --prompt, a --context or a --batch");
        }
    }

    private static void require(String option, List<Integer> counts, int least) {
        counts.stream().filter(count -> count < least).findFirst().ifPresent(wrong -> {
            throw new IllegalArgumentException(option + " is " + wrong + ", expected " + least + " or more");
        });
    }

    /** Positions that the longest of all conversations takes. */
    int positions() {
        int prompt = prompts.stream().mapToInt(Integer::intValue).max().orElse(0);
        int context = contexts.stream().mapToInt(this::positionsAfter).max().orElse(0);
        int batch = batches.isEmpty() ? 0 : BATCH_PROMPT + BATCH_TOKENS + 1;
        return Math.max(prompt, Math.max(context, batch));
    }

    private int positionsAfter(int context) {
        return Math.addExact(Math.max(1, context), tokens);
    }

    /** What of it a model can do that takes so many positions. */
    BenchPlan within(int contextLength) {
        return new BenchPlan(
                kept(prompts, prompt -> prompt <= contextLength),
                kept(contexts, context -> positionsAfter(context) <= contextLength),
                kept(batches, batch -> BATCH_PROMPT + BATCH_TOKENS < contextLength),
                tokens,
                runs);
    }

    private static List<Integer> kept(List<Integer> counts, IntPredicate fits) {
        return counts.stream().filter(fits::test).toList();
    }

    /** What is in this plan and not in {@code other}, in words. */
    List<String> without(BenchPlan other) {
        List<String> left = new ArrayList<>();
        prompts.stream().filter(each -> !other.prompts.contains(each)).forEach(each -> left.add("--prompt " + each));
        contexts.stream().filter(each -> !other.contexts.contains(each)).forEach(each -> left.add("--context " + each));
        batches.stream().filter(each -> !other.batches.contains(each)).forEach(each -> left.add("--batch " + each));
        return left;
    }
}
