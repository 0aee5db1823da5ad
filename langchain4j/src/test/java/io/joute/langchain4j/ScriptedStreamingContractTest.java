package io.joute.langchain4j;

import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import org.mockito.InOrder;

/** What the demo model is too small for, and all the rest again: the adapter alone, before a model that follows a script. */
final class ScriptedStreamingContractTest extends StreamingAdapterContract {
    @Override
    io.joute.base.chat.ChatModel wrapped() {
        return ContractScript.model();
    }

    @Override
    protected void verifyToolCallbacks(StreamingChatResponseHandler handler, InOrder order, String id) {
        order.verify(handler).onCompleteToolCall(complete(0, id, "getWeather", "{\"city\":\"Munich\"}"));
    }

    @Override
    protected void verifyToolCallbacks(
            StreamingChatResponseHandler handler, InOrder order, String first, String second) {
        verifyToolCallbacks(handler, order, first);
        order.verify(handler).onCompleteToolCall(complete(1, second, "getTime", "{\"country\":\"France\"}"));
    }
}
