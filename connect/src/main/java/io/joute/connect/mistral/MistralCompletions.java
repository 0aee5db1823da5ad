package io.joute.connect.mistral;

import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.mistralai.MistralAiStreamingChatModel;
import io.joute.base.chat.GenerationSettings;
import io.joute.connect.openai.CompletionsWitness;
import io.joute.connect.wire.Protocol;
import io.joute.connect.wire.Target;
import io.joute.connect.wire.Witness;
import io.joute.connect.wire.Words;
import java.util.Map;
import java.util.Optional;

/** Mistral's chat completions: chunks as OpenAI's, except that thinking stands in parts of the content. */
public final class MistralCompletions implements Protocol {
    private static final double MOST_TEMPERATURE = 1.5;

    @Override
    public StreamingChatModel model(String base, Target target, GenerationSettings settings, HttpClientBuilder client) {
        var builder = MistralAiStreamingChatModel.builder()
                .httpClientBuilder(client)
                .baseUrl(base)
                .apiKey(target.keyOrNone())
                .modelName(target.model())
                .randomSeed((int) (settings.seed() & Integer.MAX_VALUE))
                .maxTokens(settings.maxOutputTokens())
                .returnThinking(true);
        if (target.sendTemperature()) {
            builder.temperature(settings.temperature()).topP(settings.topP());
        }
        if (!settings.stop().isEmpty()) {
            builder.stopSequences(settings.stop());
        }
        return builder.build();
    }

    @Override
    public Witness witness(Words words) {
        return new CompletionsWitness(words);
    }

    @Override
    public Optional<String> objection(Target target, GenerationSettings settings) {
        if (settings.temperature() > MOST_TEMPERATURE) {
            return Optional.of("temperature is " + settings.temperature() + ", expected 0 to " + MOST_TEMPERATURE);
        }
        return settings.topK() > 0 || settings.minP() > 0
                ? Optional.of("Mistral's models know neither top-k nor min-p")
                : Optional.empty();
    }

    @Override
    public Map<String, String> probeHeaders(Target target) {
        return Map.of("Authorization", "Bearer " + target.keyOrNone());
    }
}
