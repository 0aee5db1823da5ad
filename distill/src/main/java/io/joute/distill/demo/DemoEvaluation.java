package io.joute.distill.demo;

import io.joute.base.chat.ChatEvent;
import io.joute.base.chat.ChatModel;
import io.joute.base.chat.ChatRequest;
import io.joute.base.chat.GenerationSettings;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How often a model answers exactly what is expected, greedily, through the engine.
 *
 * @param scores by category; categories without a question are absent
 */
public record DemoEvaluation(Map<Category, Score> scores) {
    /** Greedy, and no longer than the longest answer of the corpus. */
    static final GenerationSettings GREEDY = new GenerationSettings(0, 0, 1, 0, 0, 96, List.of());

    /**
     * Exact answers.
     *
     * @param exact right to the last character
     * @param asked questions
     */
    public record Score(int exact, int asked) {
        /** Share of exact answers; 0 when nothing was asked. */
        public double share() {
            return asked == 0 ? 0 : (double) exact / asked;
        }

        Score plus(Score other) {
            return new Score(exact + other.exact, asked + other.asked);
        }
    }

    public DemoEvaluation {
        scores = Map.copyOf(scores);
    }

    /** Ask every question of {@code examples}. */
    public static DemoEvaluation of(ChatModel model, List<Example> examples) {
        var scores = new EnumMap<Category, Score>(Category.class);
        for (Example example : examples) {
            boolean exact = answer(model, example).equals(example.answer());
            scores.merge(example.category(), new Score(exact ? 1 : 0, 1), Score::plus);
        }
        return new DemoEvaluation(scores);
    }

    /** All categories together. */
    public Score total() {
        return scores.values().stream().reduce(new Score(0, 0), Score::plus);
    }

    /** What a model answers to an example's question. */
    static String answer(ChatModel model, Example example) {
        var text = new StringBuilder();
        model.stream(new ChatRequest(example.prompt(), GREEDY), event -> {
            switch (event) {
                case ChatEvent.Delta delta -> text.append(delta.text());
                case ChatEvent.Failed failed -> throw failed.failure();
                case ChatEvent.Thinking thinking -> {}
                case ChatEvent.Done done -> {}
            }
        });
        return text.toString();
    }
}
