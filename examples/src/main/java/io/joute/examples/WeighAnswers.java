package io.joute.examples;

import io.joute.base.chat.ChatRequest;
import io.joute.base.chat.GenerationSettings;
import io.joute.base.chat.Message;
import io.joute.base.chat.ScoredToken;
import io.joute.base.chat.ScoringModel;
import io.joute.engine.Engine;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Says which of some answers a model finds likeliest, without writing one: a classifier that needs no training. Arguments: a
 * model's file or folder, the question, the answers. Prints each answer's probability and the token that cost it most.
 */
final class WeighAnswers {
    private WeighAnswers() {}

    public static void main(String[] args) {
        try (Engine engine = Engine.open(Path.of(args[0]))) {
            ScoringModel model = engine.chatModel("my-model");
            var request = new ChatRequest(List.of(Message.user(args[1])), GenerationSettings.DEFAULT);
            for (String answer : Arrays.asList(args).subList(2, args.length)) {
                System.out.println(weigh(answer, model.score(request, answer)));
            }
        }
    }

    private static String weigh(String answer, List<ScoredToken> tokens) {
        double probability =
                tokens.stream().mapToDouble(ScoredToken::probability).reduce(1, (a, b) -> a * b);
        ScoredToken least = tokens.stream()
                .min((a, b) -> Double.compare(a.probability(), b.probability()))
                .orElseThrow();
        return String.format(Locale.ROOT, "%.2e  %s  (least likely: '%s')", probability, answer, least.text());
    }
}
