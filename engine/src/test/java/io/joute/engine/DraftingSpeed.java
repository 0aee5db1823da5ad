package io.joute.engine;

import io.joute.base.chat.ChatEvent;
import io.joute.base.chat.ChatRequest;
import io.joute.base.chat.GenerationSettings;
import io.joute.base.chat.Message;
import io.joute.engine.sampling.Sampler;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Tokens per second of single answers with and without lookup, in turn: {@code java … io.joute.engine.DraftingSpeed FILE TOKENS
 * ROUNDS [QUESTION]}. Without a question the prompt is random tokens, said four times over.
 */
final class DraftingSpeed {
    private DraftingSpeed() {}

    public static void main(String[] arguments) {
        Path file = Path.of(arguments[0]);
        int tokens = Integer.parseInt(arguments[1]);
        int rounds = Integer.parseInt(arguments[2]);
        List<Double> without = new ArrayList<>();
        List<Double> with = new ArrayList<>();
        try (Engine plain = Engine.open(file);
                Engine guessing = Engine.open(file, EngineOptions.defaults().withDrafting(new Drafting.Lookup()))) {
            for (int round = 0; round <= rounds; round++) {
                double first = rate(plain, tokens, arguments);
                double second = rate(guessing, tokens, arguments);
                if (round > 0) {
                    without.add(first);
                    with.add(second);
                }
            }
        }
        System.out.printf("without %s%nwith    %s%n", without, with);
        System.out.printf(
                "medians %.1f %.1f, ratio %.2f%n", median(without), median(with), median(with) / median(without));
    }

    private static double rate(Engine engine, int tokens, String[] arguments) {
        return arguments.length > 3 ? asked(engine, arguments[3], tokens) : repeated(engine, tokens);
    }

    private static double median(List<Double> rates) {
        return rates.stream().sorted().toList().get(rates.size() / 2);
    }

    private static double asked(Engine engine, String question, int tokens) {
        var settings = GenerationSettings.DEFAULT.withTemperature(0).withMaxOutputTokens(tokens);
        List<ChatEvent> events = new ArrayList<>();
        engine.chatModel("model").stream(new ChatRequest(List.of(Message.user(question)), settings), events::add);
        var usage = ((ChatEvent.Done) events.getLast()).usage();
        return (usage.outputTokens() - 1) * 1e9 / usage.decodeNanos();
    }

    private static double repeated(Engine engine, int tokens) {
        var random = new SplittableRandom(1);
        int[] once = random.ints(30, 0, engine.config().vocabularySize()).toArray();
        int[] prompt = new int[4 * once.length];
        Arrays.setAll(prompt, i -> once[i % once.length]);
        var sink = new CollectedTokens(tokens);
        var begun = new long[1];
        sink.at(1, () -> begun[0] = System.nanoTime());
        engine.scheduler().submit(new Writing(engine.newSession(), prompt, tokens, Sampler.greedy(), sink));
        sink.join();
        return (tokens - 1) * 1e9 / (System.nanoTime() - begun[0]);
    }
}
