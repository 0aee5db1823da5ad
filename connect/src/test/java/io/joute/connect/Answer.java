package io.joute.connect;

import io.joute.base.chat.ChatEvent;
import io.joute.base.chat.ChatException;
import io.joute.base.chat.ChatModel;
import io.joute.base.chat.ChatRequest;
import io.joute.base.chat.GenerationSettings;
import io.joute.base.chat.Message;
import java.util.ArrayList;
import java.util.List;

/** Everything that a model said to one request. */
record Answer(List<ChatEvent> events) {
    static Answer of(ChatModel model, String prompt) {
        return of(model, prompt, () -> {});
    }

    static Answer of(ChatModel model, ChatRequest request) {
        return of(model, request, () -> {});
    }

    /** Runs {@code heard} at each piece of text. */
    static Answer of(ChatModel model, String prompt, Runnable heard) {
        return of(model, new ChatRequest(List.of(Message.user(prompt)), GenerationSettings.DEFAULT), heard);
    }

    private static Answer of(ChatModel model, ChatRequest request, Runnable heard) {
        List<ChatEvent> events = new ArrayList<>();
        model.stream(request, event -> {
            events.add(event);
            if (event instanceof ChatEvent.Delta) {
                heard.run();
            }
        });
        return new Answer(List.copyOf(events));
    }

    String text() {
        StringBuilder text = new StringBuilder();
        events.forEach(event -> {
            if (event instanceof ChatEvent.Delta delta) {
                text.append(delta.text());
            }
        });
        return text.toString();
    }

    String thinking() {
        StringBuilder text = new StringBuilder();
        events.forEach(event -> {
            if (event instanceof ChatEvent.Thinking thought) {
                text.append(thought.text());
            }
        });
        return text.toString();
    }

    ChatEvent end() {
        return events.getLast();
    }

    ChatEvent.Done done() {
        if (end() instanceof ChatEvent.Done done) {
            return done;
        }
        throw new AssertionError("expected an end, found " + failure());
    }

    ChatException failure() {
        if (end() instanceof ChatEvent.Failed failed) {
            return failed.failure();
        }
        throw new AssertionError("expected a failure, found " + end());
    }
}
