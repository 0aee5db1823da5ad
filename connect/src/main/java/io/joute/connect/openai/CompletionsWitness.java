package io.joute.connect.openai;

import io.joute.base.chat.ChatException;
import io.joute.base.chat.FinishReason;
import io.joute.connect.wire.Events;
import io.joute.connect.wire.Witness;
import io.joute.connect.wire.Words;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.databind.JsonNode;

/**
 * Reads chunks of chat completions.
 *
 * <p>{@code choices[0].finish_reason} ends the answer; usage comes with it or in a chunk of its own without choices, then
 * {@code [DONE]}. A model's own refusal stands in {@code delta.refusal}. Some servers report a failure as an object {@code
 * error}.
 */
public final class CompletionsWitness implements Witness {
    private final Words words;
    private Optional<FinishReason> finish = Optional.empty();
    private Optional<Tokens> tokens = Optional.empty();
    private Optional<ChatException> failure = Optional.empty();
    private boolean withoutChoices;
    private boolean over;
    private final StringBuilder refusal = new StringBuilder();

    /** Read the chunks of one call. */
    public CompletionsWitness(Words words) {
        this.words = words;
    }

    @Override
    public void see(String name, String data) {
        withoutChoices = false;
        if (data.strip().equals("[DONE]")) {
            over = true;
            return;
        }
        JsonNode event = Events.object(data);
        if (event.hasNonNull("error") || name.equals("error")) {
            failure = Optional.of(reported(event.path("error")));
            return;
        }
        withoutChoices = event.path("choices").isEmpty();
        JsonNode choice = event.path("choices").path(0);
        refusal.append(Events.text(choice.path("delta"), "refusal"));
        String reason = Events.text(choice, "finish_reason");
        if (!reason.isEmpty()) {
            end(reason);
        }
        if (event.path("usage").isObject()) {
            tokens = usage(event.path("usage"));
        }
    }

    private void end(String reason) {
        if (reason.equals("content_filter")) {
            failure = Optional.of(words.withheld("its filter ended it"));
        } else if (!refusal.isEmpty()) {
            failure = Optional.of(words.withheld("the model refused"));
        } else if (reason.equals("error")) {
            failure = Optional.of(words.reported("an error", "in place of a reason to end", true));
        } else {
            boolean cut = reason.equals("length") || reason.equals("model_length");
            finish = Optional.of(cut ? FinishReason.LENGTH : FinishReason.STOP);
        }
    }

    private static Optional<Tokens> usage(JsonNode usage) {
        OptionalInt prompt = Events.count(usage, "prompt_tokens");
        OptionalInt output = Events.count(usage, "completion_tokens");
        if (prompt.isEmpty() || output.isEmpty()) {
            return Optional.empty();
        }
        int reasoning = Events.count(usage.path("completion_tokens_details"), "reasoning_tokens")
                .orElse(0);
        int cached = Events.count(usage.path("prompt_tokens_details"), "cached_tokens")
                .orElse(0);
        return Optional.of(new Tokens(prompt.getAsInt(), output.getAsInt(), reasoning, cached));
    }

    private ChatException reported(JsonNode error) {
        String type = Events.text(error, "type");
        boolean callers = type.contains("invalid_request") || error.path("code").asInt(500) == 400;
        return words.reported(type.isEmpty() ? "an error" : type, Events.text(error, "message"), !callers);
    }

    @Override
    public Optional<FinishReason> finish() {
        return finish;
    }

    @Override
    public Optional<Tokens> tokens() {
        return tokens;
    }

    @Override
    public Optional<ChatException> failure() {
        return failure;
    }

    @Override
    public boolean over() {
        return over;
    }

    @Override
    public boolean forWitnessOnly() {
        return withoutChoices;
    }
}
