package io.joute.server.api;

import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.joute.server.http.Body;
import io.joute.server.http.Fault;
import io.joute.server.http.Refusal;
import io.joute.server.http.Reply;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/** Reads and writes JSON bodies, strictly. Safe for any number of threads. */
public final class Json {
    private static final int DEEPEST = 32;
    private static final int LONGEST_NUMBER = 20;

    private final JsonMapper mapper;

    /** Refuse depth above 32, numbers above 20 digits, duplicates, unknown fields and missing ones. */
    public Json() {
        JsonFactory factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(DEEPEST)
                        .maxNumberLength(LONGEST_NUMBER)
                        .maxStringLength(Body.MOST_BYTES)
                        .maxNameLength(100)
                        .maxDocumentLength(Body.MOST_BYTES)
                        .build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
        mapper = JsonMapper.builder(factory)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .withCoercionConfig(
                        LogicalType.Textual,
                        text -> text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
                .build();
    }

    /** The body of a request. */
    <T> T read(ServerRequest request, Class<T> type) {
        try {
            T value = mapper.readValue(Body.of(request).json(), type);
            if (value == null) {
                throw new Refusal(Fault.INVALID);
            }
            return value;
        } catch (JacksonException malformed) {
            throw new Refusal(Fault.INVALID);
        }
    }

    /** The body of a request, whatever it holds. */
    public JsonNode tree(ServerRequest request) {
        try {
            return mapper.readTree(Body.of(request).json());
        } catch (JacksonException malformed) {
            throw new Refusal(Fault.INVALID);
        }
    }

    /** {@code value} as JSON on one line. */
    public String write(Object value) {
        return mapper.writeValueAsString(value);
    }

    /** Send {@code value}. */
    public void send(ServerRequest request, ServerResponse response, Object value) {
        Reply.text(request, response, Reply.JSON, write(value));
    }
}
