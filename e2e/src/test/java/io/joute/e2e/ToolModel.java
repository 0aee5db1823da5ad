package io.joute.e2e;

import io.joute.base.chat.ChatEvent;
import io.joute.base.chat.ChatRequest;
import io.joute.base.chat.FinishReason;
import io.joute.base.chat.JsonForm;
import io.joute.base.chat.Message;
import io.joute.base.chat.Role;
import io.joute.base.chat.ScoredToken;
import io.joute.base.chat.TokenModel;
import io.joute.base.chat.TokenOdds;
import io.joute.base.chat.TokenRequest;
import io.joute.base.chat.ToolCall;
import io.joute.base.chat.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * A model that calls the first tool it is offered for each city of a question, and answers from what it is told then: what
 * models that are small enough for a test cannot.
 */
record ToolModel(String id) implements TokenModel {
    private static final List<String> CITIES = List.of("Oslo", "Lima");

    @Override
    public int contextLength() {
        return 4096;
    }

    @Override
    public void stream(ChatRequest request, Consumer<? super ChatEvent> events) {
        Message last = request.messages().getLast();
        List<ToolCall> calls = new ArrayList<>();
        if (last.role() == Role.USER && !request.tools().isEmpty()) {
            String tool = request.tools().getFirst().name();
            CITIES.stream()
                    .filter(last.text()::contains)
                    .forEach(city -> calls.add(new ToolCall("call_" + city, tool, "{\"city\":\"" + city + "\"}")));
        }
        int words = calls.isEmpty() ? say(answer(request.messages()), events) : 0;
        events.accept(new ChatEvent.Done(FinishReason.STOP, new Usage(9, words, 1, 1), calls));
    }

    private static int say(String answer, Consumer<? super ChatEvent> events) {
        String[] words = answer.split("(?<= )", -1);
        for (String word : words) {
            events.accept(new ChatEvent.Delta(word));
        }
        return words.length;
    }

    /** Each call beside the result that came for it. */
    private static String answer(List<Message> messages) {
        String told = messages.stream()
                .filter(message -> message.role() == Role.TOOL)
                .map(result -> call(messages, result.answers().orElseThrow()).arguments() + " is " + result.text())
                .collect(Collectors.joining(", "));
        return told.isEmpty() ? "Nobody told me." : told;
    }

    private static ToolCall call(List<Message> messages, String id) {
        return messages.stream()
                .flatMap(message -> message.toolCalls().stream())
                .filter(call -> call.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("a result answers '" + id + "', which was not called"));
    }

    @Override
    public Optional<String> objection(JsonForm form) {
        return Optional.of("it follows its script alone");
    }

    @Override
    public void stream(TokenRequest request, Consumer<? super ChatEvent> events, Consumer<? super TokenOdds> tokens) {
        events.accept(new ChatEvent.Done(FinishReason.STOP, Usage.NONE, List.of()));
    }

    @Override
    public List<TokenOdds> read(TokenRequest.Start start, int likeliest) {
        return List.of();
    }

    @Override
    public List<ScoredToken> score(ChatRequest request, String answer) {
        return List.of();
    }
}
