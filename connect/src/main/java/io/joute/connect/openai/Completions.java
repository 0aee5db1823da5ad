package io.joute.connect.openai;

import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import io.joute.base.chat.GenerationSettings;
import io.joute.connect.wire.Protocol;
import io.joute.connect.wire.Secret;
import io.joute.connect.wire.Target;
import io.joute.connect.wire.Witness;
import io.joute.connect.wire.Words;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Chat completions: OpenAI's own, or those of a server that speaks like it.
 *
 * <p>OpenAI's newer models know {@code max_completion_tokens} only, most other servers {@code max_tokens} only; top-k and
 * min-p are understood by vLLM, SGLang, llama-server and their like, not by OpenAI.
 */
public final class Completions implements Protocol {
    private static final int MAX_STOPS = 4;

    private final boolean openAi;

    private Completions(boolean openAi) {
        this.openAi = openAi;
    }

    /** OpenAI's. */
    public static Completions ofOpenAi() {
        return new Completions(true);
    }

    /** Those of any server that speaks like OpenAI's. */
    public static Completions compatible() {
        return new Completions(false);
    }

    @Override
    public StreamingChatModel model(String base, Target target, GenerationSettings settings, HttpClientBuilder client) {
        var builder = OpenAiStreamingChatModel.builder()
                .httpClientBuilder(client)
                .baseUrl(base)
                .modelName(target.model())
                .seed((int) (settings.seed() & Integer.MAX_VALUE))
                .returnThinking(true);
        target.key().map(Secret::reveal).ifPresent(builder::apiKey);
        target.reasoningEffort().ifPresent(builder::reasoningEffort);
        if (target.sendTemperature()) {
            builder.temperature(settings.temperature()).topP(settings.topP());
        }
        if (!settings.stop().isEmpty()) {
            builder.stop(settings.stop());
        }
        if (openAi) {
            builder.maxCompletionTokens(settings.maxOutputTokens());
        } else {
            builder.maxTokens(settings.maxOutputTokens()).customParameters(beyondOpenAi(settings));
        }
        return builder.build();
    }

    private static Map<String, Object> beyondOpenAi(GenerationSettings settings) {
        Map<String, Object> parameters = new HashMap<>();
        if (settings.topK() > 0) {
            parameters.put("top_k", settings.topK());
        }
        if (settings.minP() > 0) {
            parameters.put("min_p", settings.minP());
        }
        return parameters;
    }

    @Override
    public Witness witness(Words words) {
        return new CompletionsWitness(words);
    }

    @Override
    public Optional<String> objection(Target target, GenerationSettings settings) {
        if (settings.temperature() > 2) {
            return Optional.of("temperature is " + settings.temperature() + ", expected 0 to 2");
        }
        if (openAi && (settings.topK() > 0 || settings.minP() > 0)) {
            return Optional.of("OpenAI's models know neither top-k nor min-p");
        }
        return openAi && settings.stop().size() > MAX_STOPS
                ? Optional.of(settings.stop().size() + " stop texts, expected at most " + MAX_STOPS)
                : Optional.empty();
    }

    @Override
    public Map<String, String> probeHeaders(Target target) {
        return target.key()
                .map(key -> Map.of("Authorization", "Bearer " + key.reveal()))
                .orElse(Map.of());
    }
}
