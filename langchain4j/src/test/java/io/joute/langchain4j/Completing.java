package io.joute.langchain4j;

import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import java.util.concurrent.CompletableFuture;

/** Waits for the whole answer. */
record Completing(CompletableFuture<ChatResponse> end) implements StreamingChatResponseHandler {
    @Override
    public void onPartialResponse(String text) {}

    @Override
    public void onCompleteResponse(ChatResponse response) {
        end.complete(response);
    }

    @Override
    public void onError(Throwable error) {
        end.completeExceptionally(error);
    }
}
