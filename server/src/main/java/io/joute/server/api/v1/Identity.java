package io.joute.server.api.v1;

import java.time.Instant;
import java.util.UUID;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What all parts of an answer have in common.
 *
 * @param id of the request
 * @param object what kind of thing a whole answer is
 * @param created when
 * @param model by whom
 */
record Identity(String id, String object, Instant created, String model) {
    static Identity of(String prefix, String object, Instant now, ServedModels.Served served) {
        return new Identity(
                prefix + UUID.randomUUID().toString().replace("-", ""),
                object,
                now,
                served.card().id());
    }

    /** An object that begins with it; {@code suffix} is added to the kind. */
    ObjectNode body(String suffix) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("id", id);
        body.put("object", object + suffix);
        body.put("created", created.getEpochSecond());
        body.put("model", model);
        body.put("system_fingerprint", "joute");
        return body;
    }
}
