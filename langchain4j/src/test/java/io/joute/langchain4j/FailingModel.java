package io.joute.langchain4j;

import io.joute.base.chat.ChatEvent;
import io.joute.base.chat.ChatException;
import io.joute.base.chat.ChatModel;
import io.joute.base.chat.ChatRequest;
import java.util.function.Consumer;

/**
 * A model that always fails.
 *
 * @param reason why
 */
record FailingModel(ChatException.Cause reason) implements ChatModel {
    FailingModel() {
        this(new ChatException.Cause.Unavailable());
    }

    @Override
    public String id() {
        return "failing";
    }

    @Override
    public int contextLength() {
        return 4096;
    }

    @Override
    public void stream(ChatRequest request, Consumer<? super ChatEvent> events) {
        events.accept(new ChatEvent.Failed(new ChatException("no luck today", reason)));
    }
}
