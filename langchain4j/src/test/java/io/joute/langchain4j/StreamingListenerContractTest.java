package io.joute.langchain4j;

import dev.langchain4j.exception.RetriableException;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.common.AbstractStreamingChatModelListenerIT;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import java.util.List;

/** LangChain4j's contract of listeners, for models that stream. */
final class StreamingListenerContractTest extends AbstractStreamingChatModelListenerIT {
    @Override
    protected StreamingChatModel createModel(ChatModelListener listener) {
        return JouteStreamingChatModel.of(ContractScript.model())
                .withDefaults(ListenerContractTest.parameters())
                .withListeners(List.of(listener));
    }

    @Override
    protected String modelName() {
        return "scripted";
    }

    @Override
    protected StreamingChatModel createFailingModel(ChatModelListener listener) {
        return JouteStreamingChatModel.of(new FailingModel()).withListeners(List.of(listener));
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
