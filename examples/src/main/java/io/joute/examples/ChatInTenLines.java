package io.joute.examples;

import io.joute.base.chat.ChatEvent;
import io.joute.base.chat.ChatRequest;
import io.joute.base.chat.GenerationSettings;
import io.joute.base.chat.Message;
import io.joute.engine.Engine;
import java.nio.file.Path;
import java.util.List;

/** Answers a question as the answer comes; arguments: a model's file or folder, the question. */
final class ChatInTenLines {
    private ChatInTenLines() {}

    public static void main(String[] args) {
        try (Engine engine = Engine.open(Path.of(args[0]))) {
            var request = new ChatRequest(List.of(Message.user(args[1])), GenerationSettings.DEFAULT);
            engine.chatModel("my-model").stream(request, event -> {
                switch (event) {
                    case ChatEvent.Delta delta -> System.out.print(delta.text());
                    case ChatEvent.Failed failed -> throw failed.failure();
                    case ChatEvent.Thinking _, ChatEvent.Done _ -> {}
                }
            });
        }
    }
}
