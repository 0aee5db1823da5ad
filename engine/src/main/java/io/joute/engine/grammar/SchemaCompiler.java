package io.joute.engine.grammar;

import io.joute.engine.grammar.Node.Rule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.StringNode;

/**
 * Makes a grammar of a JSON Schema. Whatever the grammar allows is valid under the schema; not all that is valid is allowed:
 * properties come in the order of the schema, others than those are not written, and blanks and digits are bounded.
 */
final class SchemaCompiler {
    private final JsonNode whole;
    private final Nodes nodes = new Nodes();
    private final Texts texts = new Texts(nodes);
    private final Numbers numbers = new Numbers(nodes);
    private final Map<String, Rule> referenced = new HashMap<>();
    private final Rule anything = new Rule();

    private SchemaCompiler(JsonNode whole) {
        this.whole = whole;
    }

    /**
     * The grammar of all values that {@code schema} allows.
     *
     * @throws UnsupportedSchemaException when it cannot be honoured, or allows nothing
     */
    static Node compile(JsonNode schema) {
        var compiler = new SchemaCompiler(schema);
        compiler.anything.begin(compiler.typed(new Schema(BooleanNode.TRUE, "true"), compiler.nodes.end()));
        Rule rule = compiler.rule(new Schema(schema, "#"));
        Node start = compiler.nodes.call(rule, compiler.nodes.end());
        compiler.nodes.settle();
        if (start.need == Node.NEVER) {
            throw new UnsupportedSchemaException("#", "it allows no value that ends");
        }
        return start;
    }

    private Rule rule(Schema schema) {
        if (schema.rules().isEmpty()) {
            return anything;
        }
        Rule rule = new Rule();
        rule.begin(value(schema));
        return rule;
    }

    private Node value(Schema schema) {
        if (schema.has("$ref")) {
            schema.requireAlone("$ref", Set.of());
            return nodes.call(reference(schema), nodes.end());
        }
        if (schema.has("allOf")) {
            schema.requireAlone("allOf", Set.of());
            List<Schema> all = schema.schemas("allOf");
            if (all.size() != 1) {
                throw schema.refuse("'allOf' of more than one is not supported");
            }
            return nodes.call(rule(all.getFirst()), nodes.end());
        }
        if (schema.has("anyOf")) {
            schema.requireAlone("anyOf", Set.of());
            return nodes.either(schema.schemas("anyOf").stream()
                    .map(each -> nodes.call(rule(each), nodes.end()))
                    .toList());
        }
        if (schema.has("const") || schema.has("enum")) {
            return listed(schema);
        }
        return typed(schema, nodes.end());
    }

    private Rule reference(Schema schema) {
        String target = schema.node().get("$ref").stringValue("");
        if (!target.equals("#") && !target.startsWith("#/")) {
            throw schema.refuse("'$ref' is '" + target + "', expected a place in this schema: #/…");
        }
        Rule known = referenced.get(target);
        if (known != null) {
            return known;
        }
        JsonNode found = target.equals("#") ? whole : whole.at(target.substring(1));
        if (found.isMissingNode()) {
            throw schema.refuse("'$ref' leads to '" + target + "', which is not there");
        }
        Rule rule = new Rule();
        referenced.put(target, rule);
        rule.begin(value(new Schema(found, target)));
        return rule;
    }

    private Node listed(Schema schema) {
        String keyword = schema.has("const") ? "const" : "enum";
        schema.requireAlone(keyword, Set.of("type"));
        List<JsonNode> values = new ArrayList<>();
        if (keyword.equals("const")) {
            values.add(schema.node().get("const"));
        } else {
            JsonNode all = schema.node().get("enum");
            if (!all.isArray()) {
                throw schema.refuse("'enum' is to be an array");
            }
            all.forEach(values::add);
        }
        if (schema.has("type")) {
            List<String> types = schema.types();
            values.removeIf(value -> types.stream().noneMatch(type -> isOf(value, type)));
        }
        if (values.isEmpty()) {
            throw schema.refuse("'" + keyword + "' allows nothing");
        }
        Node end = nodes.end();
        return nodes.either(
                values.stream().map(value -> nodes.text(value.toString(), end)).toList());
    }

    private static boolean isOf(JsonNode value, String type) {
        return switch (type) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isString();
            case "boolean" -> value.isBoolean();
            case "null" -> value.isNull();
            case "integer" -> value.isNumber() && value.doubleValue() == Math.rint(value.doubleValue());
            default -> value.isNumber();
        };
    }

    private Node typed(Schema schema, Node next) {
        return nodes.either(
                schema.types().stream().map(type -> typed(type, schema, next)).toList());
    }

    private Node typed(String type, Schema schema, Node next) {
        return switch (type) {
            case "object" -> object(schema, next);
            case "array" -> array(schema, next);
            case "string" -> string(schema, next);
            case "boolean" -> nodes.either(nodes.text("true", next), nodes.text("false", next));
            case "null" -> nodes.text("null", next);
            case "integer" -> integer(schema, next);
            default -> number(schema, next);
        };
    }

    private Node string(Schema schema, Node next) {
        int least = schema.count("minLength").orElse(0);
        OptionalInt most = schema.count("maxLength");
        if (most.isEmpty()) {
            return least == 0 ? texts.any(next) : texts.atLeast(least, next);
        }
        requireOrder(schema, least, most.getAsInt(), "minLength", "maxLength");
        return texts.between(least, most.getAsInt(), next);
    }

    private static void requireOrder(Schema schema, long low, long high, String lowest, String highest) {
        if (low > high) {
            throw schema.refuse("'" + lowest + "' is above '" + highest + "': nothing fits");
        }
    }

    private Node integer(Schema schema, Node next) {
        Bounds bounds = Bounds.of(schema);
        long least = bounds.leastWhole();
        long most = bounds.mostWhole();
        requireOrder(schema, least, most, "minimum", "maximum");
        return numbers.whole(least, most, next);
    }

    private Node number(Schema schema, Node next) {
        boolean bounded = schema.rules().stream().anyMatch(rule -> rule.endsWith("imum"));
        return bounded ? numbers.within(Bounds.of(schema), next) : numbers.any(next);
    }

    private Node array(Schema schema, Node next) {
        Rule item =
                schema.has("items") ? rule(schema.schema("items", schema.node().get("items"))) : anything;
        int least = schema.count("minItems").orElse(0);
        OptionalInt most = schema.count("maxItems");
        requireOrder(schema, least, most.orElse(Integer.MAX_VALUE), "minItems", "maxItems");
        Node close = nodes.space(nodes.text("]", next));
        if (most.isPresent() && most.getAsInt() == 0) {
            return nodes.text("[", close);
        }
        Node after =
                most.isPresent() ? bounded(item, Math.max(1, least), most.getAsInt(), close) : loop(item, least, close);
        Node first = nodes.space(nodes.call(item, after));
        return nodes.text("[", least == 0 ? nodes.either(close, first) : first);
    }

    /** After the first item: others until there are {@code least}, then as many as one likes. */
    private Node loop(Rule item, int least, Node close) {
        Node.Fork more = nodes.fork();
        more.lead(List.of(close, another(item, more)));
        Node at = more;
        for (int count = 1; count < least; count++) {
            at = another(item, at);
        }
        return at;
    }

    private Node bounded(Rule item, int least, int most, Node close) {
        Node at = close;
        for (int count = most - 1; count >= 1; count--) {
            Node other = another(item, at);
            at = count >= least ? nodes.either(close, other) : other;
        }
        return at;
    }

    private Node another(Rule item, Node next) {
        return nodes.text(",", nodes.space(nodes.call(item, next)));
    }

    private Node object(Schema schema, Node next) {
        Map<String, Rule> properties = properties(schema);
        Node close = nodes.space(nodes.text("}", next));
        if (properties.isEmpty()) {
            return nodes.text("{", isClosed(schema) ? close : map(additional(schema), close));
        }
        Set<String> required = Set.copyOf(schema.names("required"));
        Node first = close;
        Node later = close;
        for (Map.Entry<String, Rule> property : new ArrayList<>(properties.entrySet()).reversed()) {
            Node here = nodes.space(key(property.getKey(), nodes.call(property.getValue(), later)));
            Node there = nodes.text(",", here);
            boolean optional = !required.contains(property.getKey());
            first = optional ? nodes.either(here, first) : here;
            later = optional ? nodes.either(there, later) : there;
        }
        return nodes.text("{", first);
    }

    private Node key(String name, Node value) {
        return nodes.text(StringNode.valueOf(name) + ":", nodes.space(value));
    }

    private Map<String, Rule> properties(Schema schema) {
        Map<String, Rule> properties = new LinkedHashMap<>();
        JsonNode told = schema.node().get("properties");
        if (told != null && !told.isObject()) {
            throw schema.refuse("'properties' is to be an object");
        }
        if (told != null) {
            for (Map.Entry<String, JsonNode> each : told.properties()) {
                properties.put(each.getKey(), rule(schema.property(each.getKey(), each.getValue())));
            }
        }
        for (String name : schema.names("required")) {
            if (!properties.containsKey(name)) {
                if (isClosed(schema)) {
                    throw schema.refuse("'" + name + "' is required and not allowed");
                }
                properties.put(name, additional(schema));
            }
        }
        return properties;
    }

    private static boolean isClosed(Schema schema) {
        JsonNode others = schema.node().get("additionalProperties");
        return others != null && others.isBoolean() && !others.booleanValue();
    }

    private Rule additional(Schema schema) {
        JsonNode others = schema.node().get("additionalProperties");
        return others == null ? anything : rule(schema.schema("additionalProperties", others));
    }

    /** Any names, with values of one kind. */
    private Node map(Rule value, Node close) {
        Node.Fork more = nodes.fork();
        Node pair = texts.any(nodes.text(":", nodes.space(nodes.call(value, more))));
        more.lead(List.of(close, nodes.text(",", nodes.space(pair))));
        return nodes.either(close, nodes.space(pair));
    }
}
