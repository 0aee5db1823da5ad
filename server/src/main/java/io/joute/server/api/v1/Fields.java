package io.joute.server.api.v1;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The fields of a JSON object, read one by one: what has another type, is out of range or was never asked for is refused. */
final class Fields {
    private final JsonNode object;
    private final String path;
    final Set<String> known = new HashSet<>();

    private Fields(JsonNode object, String path) {
        this.object = object;
        this.path = path;
    }

    /** The fields of a whole body. */
    static Fields of(JsonNode body) {
        if (!body.isObject()) {
            throw Problem.request(400, "invalid", "The body is to be a JSON object.");
        }
        return new Fields(body, "");
    }

    /** The fields of an object at {@code path} of a body. */
    static Fields of(JsonNode object, String path) {
        if (!object.isObject()) {
            throw Problem.field(path, "'" + path + "' is to be an object.");
        }
        return new Fields(object, path + ".");
    }

    /** A field by its whole path. */
    String path(String name) {
        return path + name;
    }

    /** A field as it is; empty where it is missing or null. */
    Optional<JsonNode> node(String name) {
        known.add(name);
        JsonNode node = object.get(name);
        return node == null || node.isNull() ? Optional.empty() : Optional.of(node);
    }

    /** A text. */
    Optional<String> text(String name) {
        return node(name).map(node -> {
            if (!node.isString()) {
                throw wrong(name, "a string");
            }
            return node.stringValue();
        });
    }

    /** A text that must be there. */
    String requiredText(String name) {
        return text(name).orElseThrow(() -> missing(name));
    }

    /** A truth value. */
    Optional<Boolean> flag(String name) {
        return node(name).map(node -> {
            if (!node.isBoolean()) {
                throw wrong(name, "true or false");
            }
            return node.booleanValue();
        });
    }

    /** A whole number within bounds. */
    Optional<Long> whole(String name, long least, long most) {
        return node(name).map(node -> {
            if (!node.isIntegralNumber() || !node.canConvertToLong()) {
                throw wrong(name, "a whole number");
            }
            long value = node.longValue();
            if (value < least || value > most) {
                throw wrong(name, "from " + least + " to " + most);
            }
            return value;
        });
    }

    /** A number within bounds. */
    Optional<Double> number(String name, double least, double most) {
        return node(name).map(node -> {
            if (!node.isNumber()) {
                throw wrong(name, "a number");
            }
            double value = node.doubleValue();
            if (!(value >= least && value <= most)) {
                throw wrong(name, "from " + least + " to " + most);
            }
            return value;
        });
    }

    /** The elements of an array, each with its path. */
    List<Element> elements(String name) {
        Optional<JsonNode> node = node(name);
        if (node.isEmpty()) {
            return List.of();
        }
        if (!node.get().isArray()) {
            throw wrong(name, "an array");
        }
        List<Element> elements = new ArrayList<>();
        for (JsonNode element : node.get()) {
            elements.add(new Element(element, path(name) + "[" + elements.size() + "]"));
        }
        return elements;
    }

    /** An element of an array. */
    record Element(JsonNode node, String path) {}

    /** A field that means nothing here. */
    void ignore(String... names) {
        known.addAll(List.of(names));
    }

    /** A field that Joute cannot honour, and takes only where it asks for nothing: null, 0, false, or empty. */
    void neutral(String... names) {
        for (String name : names) {
            node(name).filter(node -> !asksNothing(node)).ifPresent(node -> {
                throw Problem.unsupported(path(name), "'" + path(name) + "' is not supported by this server.");
            });
        }
    }

    private static boolean asksNothing(JsonNode node) {
        return node.isNumber()
                ? node.doubleValue() == 0
                : node.isBoolean() ? !node.booleanValue() : node.isContainer() && node.isEmpty();
    }

    /** Refuse every field that was not read. */
    void refuseOthers() {
        for (String name : object.propertyNames()) {
            if (!known.contains(name)) {
                throw Problem.unknownField(path(name));
            }
        }
    }

    Problem missing(String name) {
        return Problem.field(path(name), "Missing required parameter: '" + path(name) + "'.");
    }

    Problem wrong(String name, String expected) {
        return Problem.field(path(name), "Invalid value for '" + path(name) + "': expected " + expected + ".");
    }
}
