package io.joute.server;

import io.joute.base.chat.ChatEvent;
import io.joute.base.chat.ChatException;
import io.joute.base.chat.ChatRequest;
import io.joute.base.chat.FinishReason;
import io.joute.base.chat.ScoredToken;
import io.joute.base.chat.ScoringModel;
import io.joute.base.chat.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * A model that answers by a function of the prompt, a few characters a step. A prompt with {@code fail} in it makes
 * it fail, with {@code hang} makes it write half and wait to be stopped.
 *
 * @param id its card's
 * @param tokensPerSecond speed that it claims
 * @param answer what it says to a prompt
 */
record ScriptedModel(String id, int tokensPerSecond, UnaryOperator<String> answer) implements ScoringModel {
    @Override
    public int contextLength() {
        return 4096;
    }

    @Override
    public void stream(ChatRequest request, Consumer<? super ChatEvent> events) {
        String prompt = request.messages().getLast().text();
        if (prompt.contains("fail")) {
            events.accept(new ChatEvent.Failed(
                    new ChatException("the model " + id + " broke", new ChatException.Cause.Unavailable())));
            return;
        }
        String text = answer.apply(prompt);
        int end = prompt.contains("hang") ? text.length() / 2 : text.length();
        for (int i = 0; i < end; i += 7) {
            events.accept(new ChatEvent.Delta(text.substring(i, Math.min(end, i + 7))));
        }
        boolean stopped = prompt.contains("hang") && waitsToBeStopped();
        int tokens = Math.max(1, end / 4);
        long decodeNanos = tokens * 1_000_000_000L / tokensPerSecond;
        events.accept(new ChatEvent.Done(
                stopped ? FinishReason.CANCELLED : FinishReason.STOP, new Usage(24, tokens, 8_000_000, decodeNanos)));
    }

    /** Words are tokens, the first a surprise. */
    @Override
    public List<ScoredToken> score(ChatRequest request, String text) {
        List<ScoredToken> tokens = new ArrayList<>();
        for (String word : text.split("(?= )", -1)) {
            tokens.add(new ScoredToken(
                    word, tokens.isEmpty() ? 0.01 : 0.95, List.of(new ScoredToken.Candidate(" autre", 0.03))));
        }
        return tokens;
    }

    private static boolean waitsToBeStopped() {
        try {
            Thread.sleep(java.time.Duration.ofMinutes(10));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return true;
    }
}
