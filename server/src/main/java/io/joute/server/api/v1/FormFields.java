package io.joute.server.api.v1;

import io.joute.base.chat.GenerationSettings;
import io.joute.base.chat.JsonForm;
import io.joute.base.chat.TokenModel;
import io.joute.base.chat.Tool;
import java.util.List;
import java.util.Optional;

/** Reads what an answer is to be held to. */
final class FormFields {
    private static final String FIELD = "response_format";

    private FormFields() {}

    /**
     * The form that {@code fields} ask for; empty where they ask for text.
     *
     * @throws Problem when it is none, or none that {@code model} can be held to
     */
    static Optional<JsonForm> form(Fields fields, TokenModel model) {
        return fields.node(FIELD).flatMap(node -> {
            Fields format = Fields.of(node, FIELD);
            String type = format.requiredText("type");
            Optional<JsonForm> form = switch (type) {
                case "text" -> Optional.empty();
                case "json_object" -> Optional.of(JsonForm.ANY_OBJECT);
                case "json_schema" -> Optional.of(schema(format, model));
                default -> throw format.wrong("type", "'text', 'json_object' or 'json_schema'");
            };
            format.refuseOthers();
            return form;
        });
    }

    /** Whether it is to be strict makes no difference: an answer always is. */
    private static JsonForm schema(Fields format, TokenModel model) {
        Fields named = Fields.of(
                format.node("json_schema").orElseThrow(() -> format.missing("json_schema")),
                format.path("json_schema"));
        named.requiredText("name");
        named.ignore("description");
        named.flag("strict");
        JsonForm form = new JsonForm(
                named.node("schema").orElseThrow(() -> named.missing("schema")).toString());
        named.refuseOthers();
        model.objection(form).ifPresent(objection -> {
            throw Problem.unsupported(named.path("schema"), objection);
        });
        return form;
    }

    /**
     * Refuse what cannot be had beside a form.
     *
     * @throws Problem when a document would be cut, or would be a call of a tool
     */
    static void requireAlone(GenerationSettings settings, List<Tool> tools) {
        if (!settings.stop().isEmpty()) {
            throw Problem.unsupported(
                    "stop", "'stop' would cut a document of 'response_format': expected one or the other.");
        }
        if (!tools.isEmpty()) {
            throw Problem.unsupported(
                    "tools", "A call of a tool is no document of 'response_format': expected one or the other.");
        }
    }
}
