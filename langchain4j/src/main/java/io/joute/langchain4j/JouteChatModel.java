package io.joute.langchain4j;

import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.response.ChatResponse;
import java.util.List;
import java.util.Set;

/**
 * A model of Joute's as a {@link ChatModel} of LangChain4j's. It answers on the calling thread; interrupting that ends the
 * answer within one token, with the finish reason {@code OTHER} and the interrupt flag still set. Safe for any number of
 * threads when its listeners are.
 *
 * <p>A failure is a {@code RetriableException} where the same request may succeed later; an {@code InvalidRequestException}
 * where a value is out of its range or the conversation is too long; an {@code UnsupportedFeatureException} where the model
 * or this adapter cannot do what is asked: images, penalties, another model's name, forced tools, a keyword of a JSON Schema
 * that no answer can be held to; else a {@code NonRetriableException}. A JSON response format holds each token of an answer
 * of the engine, so that one that ends by itself is a document of its schema; it stands alone, without tools and stop texts.
 * Names of users and the reasoning of earlier answers are not told to the model.
 */
public final class JouteChatModel implements ChatModel {
    private final Partner partner;

    JouteChatModel(Partner partner) {
        this.partner = partner;
    }

    /** Wrap {@code model}. */
    public static JouteChatModel of(io.joute.base.chat.ChatModel model) {
        return new JouteChatModel(Partner.of(model));
    }

    /**
     * Copy whose requests take from {@code defaults} what they do not set.
     *
     * @throws IllegalArgumentException when a value is out of its range
     * @throws dev.langchain4j.exception.UnsupportedFeatureException when a default cannot be honoured
     */
    public JouteChatModel withDefaults(ChatRequestParameters defaults) {
        return new JouteChatModel(partner.withDefaults(defaults));
    }

    /** Copy that tells {@code listeners}, and them alone, of each request and how it ended. */
    public JouteChatModel withListeners(List<? extends ChatModelListener> listeners) {
        return new JouteChatModel(partner.withListeners(listeners));
    }

    @Override
    public ChatResponse doChat(ChatRequest request) {
        var answer = new Answer(partner.model().id());
        partner.model().stream(partner.request(request), answer::accept);
        return answer.response();
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
