package io.joute.connect.gemini;

import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.googleai.GeminiThinkingConfig;
import dev.langchain4j.model.googleai.GoogleAiGeminiStreamingChatModel;
import io.joute.base.chat.GenerationSettings;
import io.joute.connect.wire.Protocol;
import io.joute.connect.wire.Secret;
import io.joute.connect.wire.Target;
import io.joute.connect.wire.Witness;
import io.joute.connect.wire.Words;
import java.util.Map;
import java.util.Optional;

/** Google's Gemini; the key goes in a header, never into the address. */
public final class GeneratedContent implements Protocol {
    private static final int MAX_STOPS = 5;

    @Override
    public StreamingChatModel model(String base, Target target, GenerationSettings settings, HttpClientBuilder client) {
        var builder = GoogleAiGeminiStreamingChatModel.builder()
                .httpClientBuilder(client)
                .baseUrl(base)
                .modelName(target.model())
                .seed((int) (settings.seed() & Integer.MAX_VALUE))
                .maxOutputTokens(settings.maxOutputTokens())
                .stopSequences(settings.stop())
                .returnThinking(true);
        target.key().map(Secret::reveal).ifPresent(builder::apiKey);
        if (target.sendTemperature()) {
            builder.temperature(settings.temperature()).topP(settings.topP());
        }
        if (settings.topK() > 0) {
            builder.topK(settings.topK());
        }
        target.thinkingTokens()
                .ifPresent(tokens -> builder.thinkingConfig(GeminiThinkingConfig.builder()
                        .includeThoughts(true)
                        .thinkingBudget(tokens)
                        .build()));
        return builder.build();
    }

    @Override
    public Witness witness(Words words) {
        return new ContentWitness(words);
    }

    @Override
    public Optional<String> objection(Target target, GenerationSettings settings) {
        if (settings.temperature() > 2) {
            return Optional.of("temperature is " + settings.temperature() + ", expected 0 to 2");
        }
        if (settings.minP() > 0) {
            return Optional.of("Gemini knows no min-p");
        }
        return settings.stop().size() > MAX_STOPS
                ? Optional.of(settings.stop().size() + " stop texts, expected at most " + MAX_STOPS)
                : Optional.empty();
    }

    @Override
    public Map<String, String> probeHeaders(Target target) {
        return target.key().map(key -> Map.of("x-goog-api-key", key.reveal())).orElse(Map.of());
    }
}
