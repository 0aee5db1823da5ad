package io.joute.langchain4j;

import dev.langchain4j.exception.RetriableException;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.common.AbstractChatModelListenerIT;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import java.util.List;

/** LangChain4j's contract of listeners, for models that answer at once. */
final class ListenerContractTest extends AbstractChatModelListenerIT {
    static ChatRequestParameters parameters() {
        return ChatRequestParameters.builder()
                .temperature(0.7)
                .topP(1.0)
                .maxOutputTokens(7)
                .build();
    }

    @Override
    protected ChatModel createModel(ChatModelListener listener) {
        return JouteChatModel.of(ContractScript.model())
                .withDefaults(parameters())
                .withListeners(List.of(listener));
    }

    @Override
    protected String modelName() {
        return "scripted";
    }

    @Override
    protected ChatModel createFailingModel(ChatModelListener listener) {
        return JouteChatModel.of(new FailingModel()).withListeners(List.of(listener));
    }

    @Override
    protected Class<? extends Exception> expectedExceptionClass() {
        return RetriableException.class;
    }

    /** An answer made here needs no id. */
    @Override
    protected boolean assertResponseId() {
        return false;
    }
}
