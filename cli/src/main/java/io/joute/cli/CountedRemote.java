package io.joute.cli;

import io.joute.base.chat.ChatEvent;
import io.joute.base.chat.ChatException;
import io.joute.base.chat.ChatModel;
import io.joute.base.chat.ChatRequest;
import io.joute.base.chat.FinishReason;
import io.joute.connect.RemoteModel;
import io.joute.server.http.Metrics;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A remote model whose answers are counted by how they end.
 *
 * @param remote that answers
 * @param metrics that count
 */
record CountedRemote(RemoteModel remote, Metrics metrics) implements ChatModel {
    @Override
    public String id() {
        return remote.id();
    }

    @Override
    public int contextLength() {
        return remote.contextLength();
    }

    @Override
    public void stream(ChatRequest request, Consumer<? super ChatEvent> events) {
        remote.stream(request, event -> {
            outcome(event)
                    .ifPresent(how -> metrics.endpointAnswer(remote.endpoint().name(), how));
            events.accept(event);
        });
    }

    private static Optional<String> outcome(ChatEvent event) {
        return switch (event) {
            case ChatEvent.Delta _, ChatEvent.Thinking _ -> Optional.empty();
            case ChatEvent.Done done ->
                Optional.of(done.finishReason() == FinishReason.CANCELLED ? "cancelled" : "answered");
            case ChatEvent.Failed failed -> Optional.of(kind(failed.failure().reason()));
        };
    }

    private static String kind(ChatException.Cause reason) {
        return switch (reason) {
            case ChatException.Cause.ContextFull _ -> "context_full";
            case ChatException.Cause.Refused _ -> "refused";
            case ChatException.Cause.Unavailable _ -> "unavailable";
            case ChatException.Cause.Interrupted _ -> "interrupted";
            case ChatException.Cause.Broken _ -> "broken";
        };
    }
}
