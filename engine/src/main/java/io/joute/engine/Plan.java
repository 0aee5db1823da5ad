package io.joute.engine;

import io.joute.engine.model.Probe;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Who is read how far in the next pass. */
record Plan(List<Part> parts) {
    /** So few tokens are read at once rather than shared out. */
    static final int SHORT = 8;

    /** The next {@code count} tokens of a sequence. */
    record Part(Sequence sequence, int count) {}

    Plan {
        parts = List.copyOf(parts);
    }

    /**
     * A token of every answer, and equal chunks of all prompts, together as many tokens as {@code pace} says. A sequence with
     * a probe comes alone.
     *
     * @param ready in the order of their turns
     */
    static Plan of(List<Sequence> ready, Pace pace) {
        List<Part> parts = new ArrayList<>();
        List<Sequence> prompts = new ArrayList<>();
        for (Sequence sequence : ready) {
            if (!sequence.probe().equals(Probe.NONE)) {
                if (sequence == ready.getFirst()) {
                    return new Plan(List.of(new Part(sequence, sequence.waiting())));
                }
            } else if (sequence.waiting() <= SHORT) {
                parts.add(new Part(sequence, sequence.waiting()));
            } else {
                prompts.add(sequence);
            }
        }
        int rest = pace.promptTokens(!parts.isEmpty());
        for (int i = 0; i < prompts.size() && rest > 0; i++) {
            int left = prompts.size() - i;
            int count = Math.min(prompts.get(i).waiting(), (rest + left - 1) / left);
            parts.add(new Part(prompts.get(i), count));
            rest -= count;
        }
        return new Plan(parts);
    }

    int tokens() {
        return parts.stream().mapToInt(Part::count).sum();
    }

    /** Numbers, among all tokens of the pass, of those whose logits are needed. */
    int[] tokensWithLogits() {
        IntStream all = IntStream.empty();
        int from = 0;
        for (Part part : parts) {
            int first = from + part.sequence().firstLogits(part.count());
            from += part.count();
            all = IntStream.concat(all, IntStream.range(first, from));
        }
        return all.toArray();
    }

    Probe probe() {
        return parts.getFirst().sequence().probe();
    }

    boolean isProbed() {
        return !probe().equals(Probe.NONE);
    }

    /** Whether all logits of one sequence are needed, as where its guessed tokens are checked. */
    boolean isOneAnswer() {
        Part first = parts.getFirst();
        return parts.size() == 1 && first.sequence().firstLogits(first.count()) == 0 && !isProbed();
    }

    boolean allCancelled() {
        return parts.stream().allMatch(part -> part.sequence().cancelled());
    }
}
