package io.joute.connect.anthropic;

import io.joute.base.chat.ChatException;
import io.joute.base.chat.FinishReason;
import io.joute.connect.wire.Events;
import io.joute.connect.wire.Witness;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Reads the events of messages.
 *
 * <p>{@code message_start} tells the tokens read, {@code message_delta} the reason to stop and the tokens written so far,
 * {@code message_stop} ends the answer: a reason without it is a stream that broke off. Tokens read from the cache and
 * written to it are not among {@code input_tokens}. How many of the output were reasoning is not told.
 */
final class MessagesWitness implements Witness {
    private static final Set<String> CALLERS =
            Set.of("invalid_request_error", "request_too_large", "billing_error", "permission_error");

    private Optional<FinishReason> reason = Optional.empty();
    private Optional<FinishReason> finish = Optional.empty();
    private Optional<ChatException> failure = Optional.empty();
    private boolean counted;
    private int input;
    private int cacheRead;
    private int cacheWritten;
    private int output;

    @Override
    public void see(String name, String data) {
        JsonNode event = Events.object(data);
        switch (name.isEmpty() ? Events.text(event, "type") : name) {
            case "message_start" -> count(event.path("message").path("usage"));
            case "message_delta" -> {
                count(event.path("usage"));
                stop(Events.text(event.path("delta"), "stop_reason"));
            }
            case "message_stop" -> finish = reason;
            case "error" -> fail(event.path("error"));
            default -> {
                // Blocks of content are LangChain4j's; pings and what may be added are nobody's.
            }
        }
    }

    private void count(JsonNode usage) {
        if (usage.isObject()) {
            counted = true;
            input = latest(usage, "input_tokens", input);
            cacheRead = latest(usage, "cache_read_input_tokens", cacheRead);
            cacheWritten = latest(usage, "cache_creation_input_tokens", cacheWritten);
            output = latest(usage, "output_tokens", output);
        }
    }

    private static int latest(JsonNode usage, String name, int before) {
        return usage.path(name).isInt() ? usage.path(name).asInt() : before;
    }

    private void stop(String why) {
        switch (why) {
            case "" -> {
                // Not over yet.
            }
            case "refusal" -> failure = Optional.of(Events.withheld("the model refused"));
            case "max_tokens", "model_context_window_exceeded" -> reason = Optional.of(FinishReason.LENGTH);
            default -> reason = Optional.of(FinishReason.STOP);
        }
    }

    private void fail(JsonNode error) {
        String type = Events.text(error, "type");
        failure = Optional.of(Events.reported(type, Events.text(error, "message"), !CALLERS.contains(type)));
    }

    @Override
    public Optional<FinishReason> finish() {
        return finish;
    }

    @Override
    public Optional<Tokens> tokens() {
        return counted
                ? Optional.of(new Tokens(input + cacheRead + cacheWritten, output, 0, cacheRead))
                : Optional.empty();
    }

    @Override
    public Optional<ChatException> failure() {
        return failure;
    }
}
