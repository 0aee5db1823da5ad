package io.joute.connect.gemini;

import io.joute.base.chat.ChatException;
import io.joute.base.chat.FinishReason;
import io.joute.connect.wire.Events;
import io.joute.connect.wire.Witness;
import java.util.Optional;
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

    private Optional<FinishReason> finish = Optional.empty();
    private Optional<Tokens> tokens = Optional.empty();
    private Optional<ChatException> failure = Optional.empty();

    @Override
    public void see(String name, String data) {
        JsonNode event = Events.object(data);
        if (event.hasNonNull("error")) {
            JsonNode error = event.path("error");
            boolean retryable = error.path("code").asInt(CALLERS) >= CALLERS
                    || Events.text(error, "status").equals("RESOURCE_EXHAUSTED");
            failure = Optional.of(
                    Events.reported(Events.text(error, "status"), Events.text(error, "message"), retryable));
            return;
        }
        String blocked = Events.text(event.path("promptFeedback"), "blockReason");
        if (!blocked.isEmpty()) {
            failure = Optional.of(Events.withheld("the prompt was blocked: " + blocked));
            return;
        }
        if (event.path("usageMetadata").isObject()) {
            tokens = Optional.of(usage(event.path("usageMetadata")));
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
            default -> failure = Optional.of(Events.withheld(reason));
        }
    }

    private static Tokens usage(JsonNode usage) {
        int thoughts = Events.count(usage, "thoughtsTokenCount");
        return new Tokens(
                Events.count(usage, "promptTokenCount"),
                Events.count(usage, "candidatesTokenCount") + thoughts,
                thoughts,
                Events.count(usage, "cachedContentTokenCount"));
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
