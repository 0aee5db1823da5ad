package io.joute.server;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the server says of itself at {@code /openapi.json}. Held to more strictly than readers should: no object may have
 * a property that is not described.
 */
final class ApiDocument {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete");

    private final JsonNode root;
    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    ApiDocument(String text) {
        root = JSON.readTree(text);
        walk(root.get("components").get("schemas"), ApiDocument::close);
        walk(root.get("paths"), ApiDocument::close);
    }

    private static void close(JsonNode node) {
        if (node instanceof ObjectNode schema && schema.has("properties") && !schema.has("additionalProperties")) {
            schema.put("additionalProperties", false);
        }
    }

    static void walk(JsonNode node, Consumer<JsonNode> visitor) {
        visitor.accept(node);
        node.forEach(child -> walk(child, visitor));
    }

    JsonNode root() {
        return root;
    }

    /** Such as {@code GET /health/live}. */
    Set<String> operations() {
        Set<String> operations = new TreeSet<>();
        for (var path : root.get("paths").properties()) {
            path.getValue().propertyNames().stream()
                    .filter(METHODS::contains)
                    .forEach(method -> operations.add(method.toUpperCase(Locale.ROOT) + ' ' + path.getKey()));
        }
        return operations;
    }

    /** The description of a response; that of any other where this one has none of its own. */
    JsonNode response(String operation, int status) {
        JsonNode responses = operation(operation).get("responses");
        JsonNode found = responses.path(Integer.toString(status));
        return resolved(found.isMissingNode() ? responses.path("default") : found);
    }

    JsonNode operation(String operation) {
        int space = operation.indexOf(' ');
        String method = operation.substring(0, space).toLowerCase(Locale.ROOT);
        return root.get("paths").get(operation.substring(space + 1)).get(method);
    }

    /** What is wrong with a body that came with {@code status}. */
    List<String> problems(String operation, int status, String mediaType, String body) {
        JsonNode schema =
                response(operation, status).at("/content").path(mediaType).path("schema");
        if (schema.isMissingNode()) {
            return List.of(operation + " describes no " + mediaType + " with " + status);
        }
        return problems(schema, body);
    }

    /** What is wrong with a body that is sent. */
    List<String> problemsOfRequest(String operation, String body) {
        return problems(operation(operation).at("/requestBody/content/application~1json/schema"), body);
    }

    private List<String> problems(JsonNode schema, String body) {
        ObjectNode whole = JSON.createObjectNode();
        whole.putArray("allOf").add(schema);
        whole.set("components", root.get("components"));
        List<String> problems = new ArrayList<>();
        for (Error error : registry.getSchema(whole).validate(body, InputFormat.JSON)) {
            problems.add(error.toString());
        }
        return problems;
    }

    /** {@code node}, or what it refers to. */
    JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? root.at(node.get("$ref").stringValue().substring(1)) : node;
    }
}
