package io.joute.connect.anthropic;

import io.joute.base.chat.ChatException;
import io.joute.base.chat.FinishReason;
import io.joute.connect.wire.Events;
import io.joute.connect.wire.Witness;
import io.joute.connect.wire.Words;
import java.util.Optional;
import java.util.OptionalInt;
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

    private final Words words;
    private Optional<FinishReason> reason = Optional.empty();
    private Optional<FinishReason> finish = Optional.empty();
    private Optional<ChatException> failure = Optional.empty();
    private boolean over;
    private OptionalInt input = OptionalInt.empty();
    private OptionalInt output = OptionalInt.empty();
    private OptionalInt cacheRead = OptionalInt.of(0);
    private OptionalInt cacheWritten = OptionalInt.of(0);

    MessagesWitness(Words words) {
        this.words = words;
    }

    @Override
    public void see(String name, String data) {
        JsonNode event = Events.object(data);
        switch (name.isEmpty() ? Events.text(event, "type") : name) {
            case "message_start" -> count(event.path("message").path("usage"));
            case "message_delta" -> {
                JsonNode usage = event.path("usage");
                count(usage);
                output = latest(usage, "output_tokens", output);
                stop(Events.text(event.path("delta"), "stop_reason"));
            }
            case "message_stop" -> {
                finish = reason;
                over = true;
            }
            case "error" -> fail(event.path("error"));
            default -> {
                // Blocks of content are LangChain4j's; pings and what may be added are nobody's.
            }
        }
    }

    /** What was read; the output that a start tells is not yet that of the answer. */
    private void count(JsonNode usage) {
        input = latest(usage, "input_tokens", input);
        cacheRead = latest(usage, "cache_read_input_tokens", cacheRead);
        cacheWritten = latest(usage, "cache_creation_input_tokens", cacheWritten);
    }

    private static OptionalInt latest(JsonNode usage, String name, OptionalInt before) {
        return usage.hasNonNull(name) ? Events.count(usage, name) : before;
    }

    private void stop(String why) {
        switch (why) {
            case "" -> {
                // Not over yet.
            }
            case "refusal" -> failure = Optional.of(words.withheld("the model refused"));
            case "max_tokens", "model_context_window_exceeded" -> reason = Optional.of(FinishReason.LENGTH);
            default -> reason = Optional.of(FinishReason.STOP);
        }
    }

    private void fail(JsonNode error) {
        String type = Events.text(error, "type");
        failure = Optional.of(words.reported(type, Events.text(error, "message"), !CALLERS.contains(type)));
    }

    @Override
    public Optional<FinishReason> finish() {
        return finish;
    }

    @Override
    public boolean over() {
        return over;
    }

    @Override
    public Optional<Tokens> tokens() {
        if (input.isEmpty() || output.isEmpty() || cacheRead.isEmpty() || cacheWritten.isEmpty()) {
            return Optional.empty();
        }
        int read = input.getAsInt() + cacheRead.getAsInt() + cacheWritten.getAsInt();
        return Optional.of(new Tokens(read, output.getAsInt(), 0, cacheRead.getAsInt()));
    }

    @Override
    public Optional<ChatException> failure() {
        return failure;
    }
}
