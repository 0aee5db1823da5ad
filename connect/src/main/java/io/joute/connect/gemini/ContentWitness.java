package io.joute.connect.gemini;

import io.joute.base.chat.ChatException;
import io.joute.base.chat.FinishReason;
import io.joute.connect.wire.Events;
import io.joute.connect.wire.Witness;
import io.joute.connect.wire.Words;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.databind.JsonNode;

/**
 * Reads chunks of generated content.
 *
 * <p>{@code candidates[0].finishReason} ends the answer; nothing else does. {@code usageMetadata} counts the output without
 * the thoughts, which are billed as output. A prompt that is refused has {@code promptFeedback.blockReason} and no
 * candidate.
 */
final class ContentWitness implements Witness {
    private static final int CALLERS = 500;

    private final Words words;
    private Optional<FinishReason> finish = Optional.empty();
    private Optional<Tokens> tokens = Optional.empty();
    private Optional<ChatException> failure = Optional.empty();

    ContentWitness(Words words) {
        this.words = words;
    }

    @Override
    public void see(String name, String data) {
        JsonNode event = Events.object(data);
        if (event.hasNonNull("error")) {
            JsonNode error = event.path("error");
            boolean retryable = error.path("code").asInt(CALLERS) >= CALLERS
                    || Events.text(error, "status").equals("RESOURCE_EXHAUSTED");
            failure =
                    Optional.of(words.reported(Events.text(error, "status"), Events.text(error, "message"), retryable));
            return;
        }
        String blocked = Events.text(event.path("promptFeedback"), "blockReason");
        if (!blocked.isEmpty()) {
            failure = Optional.of(words.withheld("the prompt was blocked: " + blocked));
            return;
        }
        if (event.path("usageMetadata").isObject()) {
            tokens = usage(event.path("usageMetadata"));
        }
        end(Events.text(event.path("candidates").path(0), "finishReason"));
    }

    private void end(String reason) {
        switch (reason) {
            case "", "FINISH_REASON_UNSPECIFIED" -> {
                // Not over yet.
            }
            case "STOP" -> finish = Optional.of(FinishReason.STOP);
            case "MAX_TOKENS" -> finish = Optional.of(FinishReason.LENGTH);
            default -> failure = Optional.of(words.withheld(reason));
        }
    }

    private static Optional<Tokens> usage(JsonNode usage) {
        OptionalInt prompt = Events.count(usage, "promptTokenCount");
        OptionalInt output = Events.count(usage, "candidatesTokenCount");
        OptionalInt thoughts = Events.countOrNone(usage, "thoughtsTokenCount");
        if (prompt.isEmpty() || output.isEmpty() || thoughts.isEmpty()) {
            return Optional.empty();
        }
        int written = output.getAsInt() + thoughts.getAsInt();
        int cached = Events.count(usage, "cachedContentTokenCount").orElse(0);
        return Optional.of(new Tokens(prompt.getAsInt(), written, thoughts.getAsInt(), cached));
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
}
