package io.joute.examples;

import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.response.ChatResponse;
import io.joute.engine.Engine;
import io.joute.langchain4j.JouteChatModel;
import io.joute.langchain4j.JouteChatRequestParameters;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Holds a conversation through LangChain4j; arguments: a model's file or folder, one question or more. */
final class ChatWithLangChain4j {
    private ChatWithLangChain4j() {}

    public static void main(String[] args) {
        try (Engine engine = Engine.open(Path.of(args[0]))) {
            // Greedy: the same questions get the same answers.
            ChatModel model = JouteChatModel.of(engine.chatModel("my-model"))
                    .withDefaults(JouteChatRequestParameters.builder()
                            .temperature(0.0)
                            .build());
            List<ChatMessage> conversation = new ArrayList<>();
            for (String question : Arrays.asList(args).subList(1, args.length)) {
                conversation.add(UserMessage.from(question));
                ChatResponse response = model.chat(conversation);
                conversation.add(response.aiMessage());
                System.out.println(response.aiMessage().text());
                System.out.println("  " + response.tokenUsage().inputTokenCount() + " tokens read, "
                        + response.tokenUsage().outputTokenCount() + " written, "
                        + response.finishReason());
            }
        }
    }
}
