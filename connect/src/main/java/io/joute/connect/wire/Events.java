package io.joute.connect.wire;

import io.joute.base.chat.ChatException;
import java.util.Optional;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the witnesses of all protocols share: bounded JSON, and failures in words that give nothing away. */
public final class Events {
    private static final int DEPTH = 64;
    private static final int QUOTED = 200;
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEPTH)
                            .maxNumberLength(20)
                            .maxStringLength(1 << 20)
                            .build())
                    .build())
            .build();

    private Events() {}

    /** The JSON object of an event. */
    public static JsonNode object(String data) {
        JsonNode node = MAPPER.readTree(data);
        if (!node.isObject()) {
            throw new IllegalArgumentException("an event is no JSON object");
        }
        return node;
    }

    /** A JSON object of an error's body; empty when it is none. */
    public static Optional<JsonNode> objectOrNothing(String data) {
        try {
            return Optional.of(object(data));
        } catch (RuntimeException senseless) {
            return Optional.empty();
        }
    }

    /** A text, or empty. */
    public static String text(JsonNode node, String name) {
        return node.path(name).isString() ? node.path(name).asString() : "";
    }

    /** A number of tokens; 0 when it is missing. */
    public static int count(JsonNode node, String name) {
        return node.path(name).isInt() ? node.path(name).asInt() : 0;
    }

    /** The answer was withheld by the provider's filter, or by the model in the provider's own words. */
    public static ChatException withheld(String why) {
        return new ChatException("the provider withheld the answer: " + quoted(why), new ChatException.Cause.Refused());
    }

    /** The provider reported a failure of this type in the stream, or in the answer's status. */
    public static ChatException reported(String type, String message, boolean retryable) {
        return new ChatException(
                "the provider reports " + quoted(type) + ": " + quoted(message),
                retryable ? new ChatException.Cause.Unavailable() : new ChatException.Cause.Refused());
    }

    /** A provider's words, short, printable, on one line. */
    public static String quoted(String text) {
        String clean = text.replaceAll("[\\p{Cntrl}\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069]+", " ")
                .strip();
        return clean.codePointCount(0, clean.length()) <= QUOTED
                ? clean
                : clean.substring(0, clean.offsetByCodePoints(0, QUOTED)) + "…";
    }
}
