package io.joute.engine.checkpoint;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * An object of a JSON document, read by property and type; {@code null} counts as absent. A value of the wrong kind is
 * refused with the document, the property, what was found and what was expected.
 */
final class JsonObject {
    private final Path path;
    private final String where;
    private final JsonNode node;

    private JsonObject(Path path, String where, JsonNode node) {
        this.path = path;
        this.where = where;
        this.node = node;
    }

    /** One without properties, as if the document {@code name} were there and empty. */
    static JsonObject empty(Path folder, String name) {
        return new JsonObject(folder, name, JsonNodeFactory.instance.objectNode());
    }

    /** Wrap {@code node}, found at {@code where}. */
    static JsonObject of(Path folder, String where, ObjectNode node) {
        return new JsonObject(folder, where, node);
    }

    /** Read the file {@code name} in {@code folder} as far as its properties are {@code wanted}. */
    static JsonObject file(Path folder, String name, long limit, Set<String> wanted) {
        return StrictJson.file(folder, name, limit, parser -> read(folder, name, parser, wanted));
    }

    /** The same, or an empty one where there is no such file. */
    static JsonObject optionalFile(Path folder, String name, long limit, Set<String> wanted) {
        return StrictJson.exists(folder, name) ? file(folder, name, limit, wanted) : empty(folder, name);
    }

    /** Read the rest of an object from {@code parser}, keeping the {@code wanted} properties; an empty set keeps all. */
    static JsonObject read(Path folder, String where, JsonParser parser, Set<String> wanted) {
        ObjectNode kept = JsonNodeFactory.instance.objectNode();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            if (wanted.isEmpty() || wanted.contains(name)) {
                kept.set(name, value(folder, where, name, parser));
            } else {
                parser.skipChildren();
            }
        }
        return new JsonObject(folder, where, kept);
    }

    /** A whole value, of at most so many parts that it stays small in memory. */
    static JsonNode value(Path folder, String where, String name, JsonParser parser) {
        try {
            return parser.objectReadContext().readTree(new CountedParser(parser, Limits.JSON_TOKENS));
        } catch (StreamConstraintsException e) {
            throw new CheckpointException(
                    folder,
                    where + ": " + name + ": deeper than " + Limits.JSON_DEPTH + " or more than "
                            + Shown.number(Limits.JSON_TOKENS) + " values in it.",
                    e);
        }
    }

    /** An integer. */
    OptionalLong integer(String name) {
        JsonNode value = get(name);
        if (value == null) {
            return OptionalLong.empty();
        }
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw wrongKind(name, value, "an integer");
        }
        return OptionalLong.of(value.longValue());
    }

    /** An integer within bounds. */
    OptionalLong integer(String name, long low, long high) {
        OptionalLong value = integer(name);
        value.ifPresent(found -> {
            if (found < low || found > high) {
                throw refuse(name, found + ", expected " + low + " to " + high + ".");
            }
        });
        return value;
    }

    /** An integer that must be there, within bounds. */
    long requiredInteger(String name, long low, long high) {
        return integer(name, low, high).orElseThrow(() -> missing(name));
    }

    /** A finite number, perhaps written without a point, as an F32 holds it. */
    OptionalDouble number(String name) {
        JsonNode value = get(name);
        if (value == null) {
            return OptionalDouble.empty();
        }
        if (!value.isNumber()) {
            throw wrongKind(name, value, "a number");
        }
        float number = value.floatValue(Float.NaN);
        float narrowed = Float.isNaN(number) ? (float) value.asDouble() : number;
        if (!Float.isFinite(narrowed)) {
            throw refuse(name, "a number beyond the largest F32, expected a finite one.");
        }
        return OptionalDouble.of(narrowed);
    }

    /** A string. */
    Optional<String> string(String name) {
        JsonNode value = get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (!value.isString()) {
            throw wrongKind(name, value, "a string");
        }
        return Optional.of(value.stringValue());
    }

    /** A truth value. */
    Optional<Boolean> flag(String name) {
        JsonNode value = get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (!value.isBoolean()) {
            throw wrongKind(name, value, "true or false");
        }
        return Optional.of(value.booleanValue());
    }

    /** An object. */
    Optional<JsonObject> object(String name) {
        JsonNode value = get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (!value.isObject()) {
            throw wrongKind(name, value, "an object");
        }
        return Optional.of(new JsonObject(path, where + ": " + name, value));
    }

    /** An array of objects; absent counts as empty. */
    List<JsonObject> objects(String name) {
        List<JsonObject> objects = new ArrayList<>();
        for (JsonNode element : array(name)) {
            if (!element.isObject()) {
                throw wrongKind(name, element, "objects in it");
            }
            objects.add(new JsonObject(path, where + ": " + name, element));
        }
        return List.copyOf(objects);
    }

    /** An array of strings; absent counts as empty. */
    List<String> strings(String name) {
        List<String> strings = new ArrayList<>();
        for (JsonNode element : array(name)) {
            if (!element.isString()) {
                throw wrongKind(name, element, "strings in it");
            }
            strings.add(element.stringValue());
        }
        return List.copyOf(strings);
    }

    /** One integer or an array of them; absent counts as empty. */
    List<Long> integers(String name) {
        if (!isArray(name)) {
            return integer(name).stream().boxed().toList();
        }
        List<Long> integers = new ArrayList<>();
        for (JsonNode element : array(name)) {
            if (!element.isIntegralNumber() || !element.canConvertToLong()) {
                throw wrongKind(name, element, "integers in it");
            }
            integers.add(element.longValue());
        }
        return List.copyOf(integers);
    }

    /** Whether the property is a string. */
    boolean isString(String name) {
        JsonNode value = get(name);
        return value != null && value.isString();
    }

    /** Whether the property is an array. */
    boolean isArray(String name) {
        JsonNode value = get(name);
        return value != null && value.isArray();
    }

    /** Whether the property is there. */
    boolean has(String name) {
        return get(name) != null;
    }

    /** The failure for a property. */
    CheckpointException refuse(String name, String problem) {
        return new CheckpointException(path, where + ": " + name + ": " + problem);
    }

    /** The failure for a property that must be there. */
    CheckpointException missing(String name) {
        return refuse(name, "missing.");
    }

    private Iterable<JsonNode> array(String name) {
        JsonNode value = get(name);
        if (value == null) {
            return List.of();
        }
        if (!value.isArray()) {
            throw wrongKind(name, value, "an array");
        }
        return value;
    }

    private @Nullable JsonNode get(String name) {
        JsonNode value = node.get(name);
        return value == null || value.isNull() ? null : value;
    }

    private CheckpointException wrongKind(String name, JsonNode value, String expected) {
        return refuse(name, describe(value) + ", expected " + expected + ".");
    }

    private static String describe(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> "the string " + Shown.name(value.stringValue());
            case NUMBER -> "the number " + value.asString();
            case BOOLEAN -> String.valueOf(value.booleanValue());
            case ARRAY -> "an array of " + value.size() + " elements";
            case OBJECT -> "an object";
            case NULL -> "null";
            case BINARY, MISSING, POJO -> "something else";
        };
    }
}
