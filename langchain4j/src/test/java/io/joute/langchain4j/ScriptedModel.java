package io.joute.langchain4j;

import io.joute.base.chat.ChatEvent;
import io.joute.base.chat.ChatModel;
import io.joute.base.chat.ChatRequest;
import io.joute.base.chat.FinishReason;
import io.joute.base.chat.ToolCall;
import io.joute.base.chat.Usage;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A model that says what a script makes of the request, a word a token, within the request's limit, stop texts and
 * interrupts: what the 3 million parameters of the demo model cannot, translate, remember and call tools.
 *
 * @param id its card's
 * @param script the whole answer to a request
 */
record ScriptedModel(String id, Function<ChatRequest, Reply> script) implements ChatModel {
    /**
     * A whole answer.
     *
     * @param text its words
     * @param calls tools that it asks for
     */
    record Reply(String text, List<ToolCall> calls) {
        static Reply saying(String text) {
            return new Reply(text, List.of());
        }

        static Reply calling(ToolCall... calls) {
            return new Reply("", List.of(calls));
        }
    }

    @Override
    public int contextLength() {
        return 4096;
    }

    @Override
    public void stream(ChatRequest request, Consumer<? super ChatEvent> events) {
        Reply reply = script.apply(request);
        String text = untilStop(reply.text(), request.settings().stop());
        int written = 0;
        FinishReason reason = FinishReason.STOP;
        for (String word : text.isEmpty() ? new String[0] : text.split("(?<= )", -1)) {
            if (Thread.currentThread().isInterrupted()) {
                reason = FinishReason.CANCELLED;
                break;
            }
            if (written == request.settings().maxOutputTokens()) {
                reason = FinishReason.LENGTH;
                break;
            }
            events.accept(new ChatEvent.Delta(word));
            written++;
        }
        events.accept(
                new ChatEvent.Done(reason, new Usage(promptTokens(request), written, 1_000, 1_000), reply.calls()));
    }

    private static int promptTokens(ChatRequest request) {
        return request.messages().stream()
                .mapToInt(message -> message.text().split(" ", -1).length)
                .sum();
    }

    private static String untilStop(String text, List<String> stops) {
        int end = stops.stream()
                .mapToInt(text::indexOf)
                .filter(at -> at >= 0)
                .min()
                .orElse(text.length());
        return text.substring(0, end);
    }
}
