package io.joute.langchain4j;

import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.common.AbstractStreamingChatModelIT;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import java.util.List;

/** LangChain4j's contract for models that stream; switched off is what Joute's models do not do, here refused. */
abstract class StreamingAdapterContract extends AbstractStreamingChatModelIT {
    /** The same answers each time. */
    private static final JouteChatRequestParameters GREEDY =
            JouteChatRequestParameters.builder().temperature(0.0).build();

    abstract io.joute.base.chat.ChatModel wrapped();

    @Override
    protected List<StreamingChatModel> models() {
        return List.of(JouteStreamingChatModel.of(wrapped()).withDefaults(GREEDY));
    }

    @Override
    protected StreamingChatModel createModelWith(ChatRequestParameters parameters) {
        return JouteStreamingChatModel.of(wrapped()).withDefaults(GREEDY.overrideWith(parameters));
    }

    @Override
    public StreamingChatModel createModelWith(ChatModelListener listener) {
        return JouteStreamingChatModel.of(wrapped()).withDefaults(GREEDY).withListeners(List.of(listener));
    }

    @Override
    protected ChatRequestParameters createIntegrationSpecificParameters(int maxOutputTokens) {
        return JouteChatRequestParameters.builder()
                .maxOutputTokens(maxOutputTokens)
                .minP(0.01)
                .build();
    }

    /** One model is wrapped; a request cannot have another. */
    @Override
    protected boolean supportsModelNameParameter() {
        return false;
    }

    /** The engine knows a call when it is whole. */
    @Override
    protected boolean supportsPartialToolStreaming(StreamingChatModel model) {
        return false;
    }

    /** The contract waits 30 seconds for a call that must not come: {@link CancellationContractTest} has the time. */
    @Override
    protected boolean supportsStreamingCancellation() {
        return false;
    }

    /** Nothing makes a model call a tool: it decides. */
    @Override
    protected boolean supportsToolChoiceRequired() {
        return false;
    }

    /** A call is no document of a schema: one or the other. */
    @Override
    protected boolean supportsToolsAndJsonResponseFormatWithSchema() {
        return false;
    }

    /** Messages are text. */
    @Override
    protected boolean supportsSingleImageInputAsBase64EncodedString() {
        return false;
    }

    /** Messages are text. */
    @Override
    protected boolean supportsSingleImageInputAsPublicURL() {
        return false;
    }

    /** An answer made here needs no id to be found again at a provider's. */
    @Override
    protected boolean assertResponseId() {
        return false;
    }
}
