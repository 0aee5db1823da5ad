package io.joute.langchain4j;

import io.joute.base.chat.ChatEvent;
import io.joute.base.chat.ChatModel;
import io.joute.base.chat.ChatRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A model that keeps what it was asked and always has the same events to answer. */
final class RecordingModel implements ChatModel {
    private final List<ChatRequest> requests = new ArrayList<>();
    private final List<ChatEvent> events;

    RecordingModel(ChatEvent... events) {
        this.events = List.of(events);
    }

    List<ChatRequest> requests() {
        return requests;
    }

    @Override
    public String id() {
        return "recording";
    }

    @Override
    public int contextLength() {
        return 4096;
    }

    @Override
    public void stream(ChatRequest request, Consumer<? super ChatEvent> consumer) {
        requests.add(request);
        events.forEach(consumer);
    }
}
