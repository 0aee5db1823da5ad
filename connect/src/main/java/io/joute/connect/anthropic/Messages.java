package io.joute.connect.anthropic;

import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.model.anthropic.AnthropicStreamingChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import io.joute.base.chat.GenerationSettings;
import io.joute.connect.wire.Protocol;
import io.joute.connect.wire.Target;
import io.joute.connect.wire.Witness;
import io.joute.connect.wire.Words;
import java.util.Map;
import java.util.Optional;

/** Anthropic's messages: no seed; temperature up to 1, none at all while a model thinks. */
public final class Messages implements Protocol {
    private static final String VERSION = "2023-06-01";

    @Override
    public StreamingChatModel model(String base, Target target, GenerationSettings settings, HttpClientBuilder client) {
        var builder = AnthropicStreamingChatModel.builder()
                .httpClientBuilder(client)
                .baseUrl(base)
                .apiKey(target.keyOrNone())
                .version(VERSION)
                .modelName(target.model())
                .maxTokens(settings.maxOutputTokens())
                .stopSequences(settings.stop())
                .returnThinking(true);
        if (target.thinkingTokens().isPresent()) {
            return builder.thinkingType("enabled")
                    .thinkingBudgetTokens(target.thinkingTokens().get())
                    .build();
        }
        if (target.sendTemperature()) {
            builder.temperature(settings.temperature());
        }
        if (settings.topP() < 1) {
            builder.topP(settings.topP());
        }
        if (settings.topK() > 0) {
            builder.topK(settings.topK());
        }
        return builder.build();
    }

    @Override
    public Witness witness(Words words) {
        return new MessagesWitness(words);
    }

    @Override
    public Optional<String> objection(Target target, GenerationSettings settings) {
        if (settings.temperature() > 1) {
            return Optional.of("temperature is " + settings.temperature() + ", expected 0 to 1");
        }
        int most = settings.maxOutputTokens();
        if (target.thinkingTokens().filter(thinking -> thinking >= most).isPresent()) {
            return Optional.of("thinking-tokens is " + target.thinkingTokens().get() + ", expected less than the "
                    + most + " of a whole answer");
        }
        return settings.minP() > 0 ? Optional.of("Anthropic's models know no min-p") : Optional.empty();
    }

    @Override
    public Map<String, String> probeHeaders(Target target) {
        return Map.of("x-api-key", target.keyOrNone(), "anthropic-version", VERSION);
    }
}
