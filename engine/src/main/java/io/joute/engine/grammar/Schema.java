package io.joute.engine.grammar;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * One schema and where it is, its keywords looked at: an unknown one is refused, as an answer could not be held to it.
 *
 * @param node an object, or true
 * @param pointer where in the whole
 */
record Schema(JsonNode node, String pointer) {
    private static final Set<String> TYPES =
            Set.of("object", "array", "string", "number", "integer", "boolean", "null");

    /** They say nothing of values. */
    private static final Set<String> NOTES = Set.of(
            "$schema",
            "$id",
            "$comment",
            "$defs",
            "definitions",
            "title",
            "description",
            "default",
            "examples",
            "deprecated",
            "readOnly",
            "writeOnly");

    private static final Set<String> RULES = Set.of(
            "$ref",
            "type",
            "enum",
            "const",
            "anyOf",
            "allOf",
            "properties",
            "required",
            "additionalProperties",
            "items",
            "minItems",
            "maxItems",
            "minLength",
            "maxLength",
            "minimum",
            "maximum",
            "exclusiveMinimum",
            "exclusiveMaximum");

    Schema {
        if (!node.isObject() && !(node.isBoolean() && node.booleanValue())) {
            throw new UnsupportedSchemaException(
                    pointer,
                    "expected an object or true, found "
                            + (node.isBoolean() ? "false, which allows nothing" : node.getNodeType()));
        }
        for (String keyword : node.propertyNames()) {
            boolean empty = keyword.equals("uniqueItems")
                    && node.get(keyword).isBoolean()
                    && !node.get(keyword).booleanValue();
            if (!NOTES.contains(keyword) && !RULES.contains(keyword) && !empty) {
                throw new UnsupportedSchemaException(pointer, "keyword '" + keyword + "' is not supported");
            }
        }
    }

    boolean has(String keyword) {
        return node.has(keyword);
    }

    /** The keywords that say something of values. */
    Set<String> rules() {
        return node.propertyNames().stream().filter(RULES::contains).collect(Collectors.toSet());
    }

    /** Refuse {@code keyword} beside others that say something of values. */
    void requireAlone(String keyword, Set<String> allowed) {
        for (String other : rules()) {
            if (!other.equals(keyword) && !allowed.contains(other)) {
                throw refuse("'" + other + "' beside '" + keyword + "' is not supported");
            }
        }
    }

    /** The types that it allows: those it names, else the one that its other keywords are about, else all. */
    List<String> types() {
        JsonNode type = node.get("type");
        List<String> types = new ArrayList<>();
        if (type != null && type.isString()) {
            types.add(type.stringValue());
        } else if (type != null && type.isArray()) {
            type.forEach(each -> types.add(each.stringValue("")));
        } else if (type == null) {
            about().ifPresentOrElse(types::add, () -> types.addAll(TYPES));
        }
        if (types.isEmpty() || !TYPES.containsAll(types)) {
            throw refuse("'type' is " + type + ", expected some of " + TYPES);
        }
        return types.stream().distinct().sorted().toList();
    }

    /** An answer of the type that the keywords are about is valid, whatever others would be too. */
    private Optional<String> about() {
        if (has("properties") || has("required") || has("additionalProperties")) {
            return Optional.of("object");
        }
        if (has("items") || has("minItems") || has("maxItems")) {
            return Optional.of("array");
        }
        if (has("minLength") || has("maxLength")) {
            return Optional.of("string");
        }
        boolean bounded = has("minimum") || has("maximum") || has("exclusiveMinimum") || has("exclusiveMaximum");
        return bounded ? Optional.of("number") : Optional.empty();
    }

    /** A number of characters or items. */
    OptionalInt count(String keyword) {
        JsonNode count = node.get(keyword);
        if (count == null) {
            return OptionalInt.empty();
        }
        if (!count.isIntegralNumber() || !count.canConvertToInt() || count.intValue() < 0) {
            throw refuse("'" + keyword + "' is " + count + ", expected 0 or more");
        }
        return OptionalInt.of(count.intValue());
    }

    /** A bound of numbers; empty where it is beyond all that are written. */
    Optional<BigDecimal> bound(String keyword) {
        JsonNode bound = node.get(keyword);
        if (bound == null) {
            return Optional.empty();
        }
        if (!bound.isNumber() || !Double.isFinite(bound.doubleValue())) {
            throw refuse("'" + keyword + "' is " + bound + ", expected a number");
        }
        if (Math.abs(bound.doubleValue()) > Numbers.MOST) {
            boolean harmless = keyword.endsWith("inimum") == bound.doubleValue() < 0;
            if (harmless) {
                return Optional.empty();
            }
            throw refuse("'" + keyword + "' is " + bound + ", expected at most 15 digits");
        }
        BigDecimal number = bound.decimalValue().stripTrailingZeros();
        if (number.scale() > Numbers.DIGITS) {
            throw refuse("'" + keyword + "' is " + bound + ", expected at most 15 digits after the point");
        }
        return Optional.of(number);
    }

    /** The names in an array. */
    List<String> names(String keyword) {
        JsonNode array = node.get(keyword);
        List<String> names = new ArrayList<>();
        if (array == null) {
            return names;
        }
        for (JsonNode each : array) {
            names.add(each.stringValue(""));
        }
        if (!array.isArray() || array.valueStream().anyMatch(each -> !each.isString())) {
            throw refuse("'" + keyword + "' is to be an array of strings");
        }
        return names;
    }

    UnsupportedSchemaException refuse(String problem) {
        return new UnsupportedSchemaException(pointer, problem);
    }

    /** The schemas in an array. */
    List<Schema> schemas(String keyword) {
        JsonNode array = node.get(keyword);
        if (!array.isArray() || array.isEmpty()) {
            throw refuse("'" + keyword + "' is to be an array of schemas");
        }
        List<Schema> schemas = new ArrayList<>();
        for (Iterator<JsonNode> each = array.iterator(); each.hasNext(); ) {
            schemas.add(new Schema(each.next(), pointer + "/" + keyword + "/" + schemas.size()));
        }
        return schemas;
    }

    /** A schema under a keyword. */
    Schema schema(String keyword, JsonNode schema) {
        return new Schema(schema, pointer + "/" + keyword);
    }

    /** The schema of a property. */
    Schema property(String name, JsonNode schema) {
        return schema("properties/" + name.replace("~", "~0").replace("/", "~1"), schema);
    }
}
