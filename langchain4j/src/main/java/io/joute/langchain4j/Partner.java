package io.joute.langchain4j;

import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import io.joute.base.chat.ChatModel;
import io.joute.base.chat.ChatRequest;
import io.joute.base.chat.GenerationSettings;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;

/**
 * A model and how it is asked: what both of LangChain4j's interfaces share.
 *
 * @param model who answers
 * @param defaults parameters of a request that sets none; the model's name is its id
 * @param listeners who is told of requests and their ends
 * @param seeds seeds of requests that have none
 */
record Partner(
        ChatModel model, JouteChatRequestParameters defaults, List<ChatModelListener> listeners, LongSupplier seeds) {
    Partner {
        listeners = List.copyOf(listeners);
        Refusals.check(defaults, model.id());
        settings(defaults, () -> 0L);
        Formats.form(defaults.responseFormat(), model);
    }

    /** Without defaults and listeners; seeds are drawn. */
    static Partner of(ChatModel model) {
        return new Partner(
                model,
                JouteChatRequestParameters.builder().modelName(model.id()).build(),
                List.of(),
                () -> ThreadLocalRandom.current().nextLong());
    }

    Partner withDefaults(ChatRequestParameters others) {
        return new Partner(
                model,
                JouteChatRequestParameters.builder()
                        .modelName(model.id())
                        .overrideWith(others)
                        .build(),
                listeners,
                seeds);
    }

    Partner withListeners(List<? extends ChatModelListener> others) {
        return new Partner(model, defaults, List.copyOf(others), seeds);
    }

    /**
     * What LangChain4j asks, in Joute's words.
     *
     * @throws dev.langchain4j.exception.UnsupportedFeatureException when part of it cannot be honoured
     * @throws InvalidRequestException when a value is out of its range
     */
    ChatRequest request(dev.langchain4j.model.chat.request.ChatRequest request) {
        ChatRequestParameters parameters = request.parameters();
        Refusals.check(parameters, model.id());
        try {
            return new ChatRequest(
                    Messages.of(request.messages()),
                    settings(parameters, seeds),
                    ToolOffers.of(parameters),
                    Formats.form(parameters.responseFormat(), model));
        } catch (IllegalArgumentException e) {
            throw new InvalidRequestException(String.valueOf(e.getMessage()), e);
        }
    }

    private static GenerationSettings settings(ChatRequestParameters parameters, LongSupplier seeds) {
        GenerationSettings usual = GenerationSettings.DEFAULT;
        JouteChatRequestParameters all =
                JouteChatRequestParameters.builder().overrideWith(parameters).build();
        Long seed = all.seed();
        Double minP = all.minP();
        return new GenerationSettings(
                all.temperature() == null ? usual.temperature() : all.temperature(),
                all.topK() == null ? usual.topK() : all.topK(),
                all.topP() == null ? usual.topP() : all.topP(),
                minP == null ? usual.minP() : minP,
                seed == null ? seeds.getAsLong() : seed,
                all.maxOutputTokens() == null ? usual.maxOutputTokens() : all.maxOutputTokens(),
                all.stopSequences());
    }
}
