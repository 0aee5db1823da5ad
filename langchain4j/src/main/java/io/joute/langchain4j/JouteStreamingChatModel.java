package io.joute.langchain4j;

import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import java.util.List;
import java.util.Set;

/**
 * A model of Joute's as a {@link StreamingChatModel} of LangChain4j's. Each answer has a virtual thread of its own, on which
 * all its callbacks run. Cancelling it through the {@code StreamingHandle} that comes with its parts ends it within one
 * token, and then nothing more is called. Safe for any number of threads when its listeners are.
 *
 * <p>What this adapter refuses, it refuses on the calling thread; what the model refuses, and its failures, go to {@code
 * onError}. The exceptions are those of {@link JouteChatModel}. What a callback throws goes to {@code onError} too, and the
 * answer goes on.
 */
public final class JouteStreamingChatModel implements StreamingChatModel {
    private final Partner partner;

    JouteStreamingChatModel(Partner partner) {
        this.partner = partner;
    }

    /** Wrap {@code model}. */
    public static JouteStreamingChatModel of(io.joute.base.chat.ChatModel model) {
        return new JouteStreamingChatModel(Partner.of(model));
    }

    /**
     * Copy whose requests take from {@code defaults} what they do not set.
     *
     * @throws IllegalArgumentException when a value is out of its range
     * @throws dev.langchain4j.exception.UnsupportedFeatureException when a default cannot be honoured
     */
    public JouteStreamingChatModel withDefaults(ChatRequestParameters defaults) {
        return new JouteStreamingChatModel(partner.withDefaults(defaults));
    }

    /** Copy that tells {@code listeners}, and them alone, of each request and how it ended. */
    public JouteStreamingChatModel withListeners(List<? extends ChatModelListener> listeners) {
        return new JouteStreamingChatModel(partner.withListeners(listeners));
    }

    @Override
    public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
        new StreamingCall(partner.model(), partner.request(request), handler).start();
    }

    @Override
    public ChatRequestParameters defaultRequestParameters() {
        return partner.defaults();
    }

    @Override
    public Set<Capability> supportedCapabilities() {
        return Formats.capabilities(partner.model());
    }

    @Override
    public List<ChatModelListener> listeners() {
        return partner.listeners();
    }
}
