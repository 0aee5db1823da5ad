package io.joute.connect;

import io.joute.connect.anthropic.Messages;
import io.joute.connect.gemini.GeneratedContent;
import io.joute.connect.mistral.MistralCompletions;
import io.joute.connect.openai.Completions;
import io.joute.connect.wire.Protocol;
import java.util.Arrays;
import java.util.Optional;

/** Who serves a model, and so which protocol it speaks. */
public enum Provider {
    /** Any server that speaks like OpenAI's: vLLM, SGLang, llama-server, Ollama, LM Studio, OpenRouter, Hugging Face. */
    COMPATIBLE("compatible", "", false),
    /** OpenAI. */
    OPENAI("openai", "https://api.openai.com/v1", true),
    /** Anthropic. */
    ANTHROPIC("anthropic", "https://api.anthropic.com/v1", true),
    /** Google. */
    GEMINI("gemini", "https://generativelanguage.googleapis.com/v1beta", true),
    /** Mistral. */
    MISTRAL("mistral", "https://api.mistral.ai/v1", true);

    private final String key;
    private final String address;
    private final boolean locked;

    Provider(String key, String address, boolean locked) {
        this.key = key;
        this.address = address;
        this.locked = locked;
    }

    /** Its name in settings. */
    public String key() {
        return key;
    }

    /** Where it is; empty when that must be told. */
    public Optional<String> address() {
        return Optional.of(address).filter(text -> !text.isEmpty());
    }

    /** Whether nobody is served without a key. */
    public boolean locked() {
        return locked;
    }

    /** What it speaks. */
    Protocol protocol() {
        return switch (this) {
            case COMPATIBLE -> Completions.compatible();
            case OPENAI -> Completions.ofOpenAi();
            case ANTHROPIC -> new Messages();
            case GEMINI -> new GeneratedContent();
            case MISTRAL -> new MistralCompletions();
        };
    }

    /** The provider of this name. */
    public static Optional<Provider> ofKey(String key) {
        return Arrays.stream(values())
                .filter(provider -> provider.key.equals(key))
                .findFirst();
    }
}
