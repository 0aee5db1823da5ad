package io.joute.connect.wire;

import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the witnesses of all protocols share: bounded JSON, and what of it can be relied on. */
public final class Events {
    private static final int DEPTH = 64;
    private static final int MOST_TOKENS = 1 << 29;
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

    /** A number of tokens; empty when it is missing, or no whole number that can be one. */
    public static OptionalInt count(JsonNode node, String name) {
        JsonNode number = node.path(name);
        return number.isInt() && number.asInt() >= 0 && number.asInt() <= MOST_TOKENS
                ? OptionalInt.of(number.asInt())
                : OptionalInt.empty();
    }

    /** A number of tokens that providers leave out when it is 0; empty when it is there and cannot be one. */
    public static OptionalInt countOrNone(JsonNode node, String name) {
        return node.hasNonNull(name) ? count(node, name) : OptionalInt.of(0);
    }
}
