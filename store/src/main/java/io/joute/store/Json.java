package io.joute.store;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads and writes records as JSON, strictly: what is missing, unknown or of another type is an error. */
final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(
                    DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                    DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                    DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            // A question that a record answers, such as isRange, is none of its components.
            .changeDefaultVisibility(
                    visibility -> visibility.withVisibility(PropertyAccessor.IS_GETTER, Visibility.NONE))
            .build();

    private Json() {}

    static String write(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    /** A JSON object with these members more; one that is there already stays as it is. */
    static String extended(String text, Map<String, Object> members) {
        ObjectNode object = read(text, ObjectNode.class);
        members.forEach((name, value) -> object.putIfAbsent(name, MAPPER.valueToTree(value)));
        return MAPPER.writeValueAsString(object);
    }

    /** The same with the members put into the object under {@code name}. */
    static String extendedIn(String text, String name, Map<String, Object> members) {
        ObjectNode object = read(text, ObjectNode.class);
        if (object.get(name) instanceof ObjectNode inner) {
            members.forEach((member, value) -> inner.putIfAbsent(member, MAPPER.valueToTree(value)));
        }
        return MAPPER.writeValueAsString(object);
    }

    /** Read a record; an {@link IllegalArgumentException} says what is wrong with the text. */
    static <T> T read(String text, Class<T> type) {
        try {
            return MAPPER.readValue(text, type);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("it is no " + type.getSimpleName() + ": " + e.getOriginalMessage(), e);
        }
    }
}
