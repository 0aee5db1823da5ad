package io.joute.langchain4j;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.common.AbstractChatModelIT;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import java.util.List;

/** LangChain4j's contract for models that answer at once; switched off is what Joute's models do not do, here refused. */
abstract class AdapterContract extends AbstractChatModelIT {
    /** The same answers each time. */
    private static final JouteChatRequestParameters GREEDY =
            JouteChatRequestParameters.builder().temperature(0.0).build();

    abstract io.joute.base.chat.ChatModel wrapped();

    @Override
    protected List<ChatModel> models() {
        return List.of(JouteChatModel.of(wrapped()).withDefaults(GREEDY));
    }

    @Override
    protected ChatModel createModelWith(ChatRequestParameters parameters) {
        return JouteChatModel.of(wrapped()).withDefaults(GREEDY.overrideWith(parameters));
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
