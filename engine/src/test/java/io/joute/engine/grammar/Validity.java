package io.joute.engine.grammar;

import java.math.BigDecimal;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Says whether a document is valid under a schema, from the specification and without the grammar. */
final class Validity {
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final JsonNode root;

    private Validity(JsonNode root) {
        this.root = root;
    }

    static JsonNode read(String text) {
        return JSON.readTree(text);
    }

    static boolean holds(String schema, String document) {
        JsonNode root = read(schema);
        return new Validity(root).holds(root, read(document));
    }

    private boolean holds(JsonNode schema, JsonNode value) {
        if (schema.isBoolean()) {
            return schema.booleanValue();
        }
        if (schema.has("$ref")) {
            String target = schema.get("$ref").stringValue();
            return holds(target.equals("#") ? root : root.at(target.substring(1)), value);
        }
        return isListed(schema, value)
                && isOfType(schema, value)
                && isSome(schema, value)
                && isWithin(schema, value)
                && itemsHold(schema, value)
                && propertiesHold(schema, value);
    }

    private static boolean isListed(JsonNode schema, JsonNode value) {
        boolean constant = !schema.has("const") || schema.get("const").equals(value);
        return constant
                && (!schema.has("enum") || schema.get("enum").valueStream().anyMatch(each -> each.equals(value)));
    }

    private static boolean isOfType(JsonNode schema, JsonNode value) {
        JsonNode type = schema.get("type");
        if (type == null) {
            return true;
        }
        return type.isString()
                ? isOf(type.stringValue(), value)
                : type.valueStream().anyMatch(each -> isOf(each.stringValue(), value));
    }

    private static boolean isOf(String type, JsonNode value) {
        return switch (type) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isString();
            case "boolean" -> value.isBoolean();
            case "null" -> value.isNull();
            case "integer" ->
                value.isNumber() && value.decimalValue().stripTrailingZeros().scale() <= 0;
            case "number" -> value.isNumber();
            default -> throw new IllegalArgumentException(type);
        };
    }

    private boolean isSome(JsonNode schema, JsonNode value) {
        boolean any = !schema.has("anyOf") || schema.get("anyOf").valueStream().anyMatch(each -> holds(each, value));
        return any && (!schema.has("allOf") || schema.get("allOf").valueStream().allMatch(each -> holds(each, value)));
    }

    private static boolean isWithin(JsonNode schema, JsonNode value) {
        if (value.isString()) {
            int length =
                    value.stringValue().codePointCount(0, value.stringValue().length());
            return length >= count(schema, "minLength", 0) && length <= count(schema, "maxLength", Integer.MAX_VALUE);
        }
        if (value.isArray()) {
            return value.size() >= count(schema, "minItems", 0)
                    && value.size() <= count(schema, "maxItems", Integer.MAX_VALUE);
        }
        return !value.isNumber()
                || (order(schema, "minimum", value, 0) >= 0
                        && order(schema, "maximum", value, 0) <= 0
                        && order(schema, "exclusiveMinimum", value, 1) > 0
                        && order(schema, "exclusiveMaximum", value, -1) < 0);
    }

    private static int count(JsonNode schema, String keyword, int without) {
        return schema.has(keyword) ? schema.get(keyword).intValue() : without;
    }

    private static int order(JsonNode schema, String keyword, JsonNode value, int without) {
        BigDecimal number = value.decimalValue();
        return schema.has(keyword) ? number.compareTo(schema.get(keyword).decimalValue()) : without;
    }

    private boolean itemsHold(JsonNode schema, JsonNode value) {
        return !value.isArray()
                || !schema.has("items")
                || value.valueStream().allMatch(each -> holds(schema.get("items"), each));
    }

    private boolean propertiesHold(JsonNode schema, JsonNode value) {
        if (!value.isObject()) {
            return true;
        }
        boolean complete = !schema.has("required")
                || schema.get("required").valueStream().allMatch(name -> value.has(name.stringValue()));
        return complete
                && value.propertyStream().allMatch(each -> {
                    JsonNode own = schema.at("/properties").get(each.getKey());
                    JsonNode others = schema.get("additionalProperties");
                    return own != null ? holds(own, each.getValue()) : others == null || holds(others, each.getValue());
                });
    }
}
