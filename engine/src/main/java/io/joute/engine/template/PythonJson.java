package io.joute.engine.template;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectMapper;

/** JSON with the spaces that Python's {@code json.dumps} puts, which models were taught on; other than ASCII is kept. */
final class PythonJson {
    private static final ObjectMapper JACKSON = new ObjectMapper();
    private static final int DEEPEST = 64;

    private final StringBuilder out = new StringBuilder();
    private final int indent;

    private PythonJson(int indent) {
        this.indent = indent;
    }

    /** {@code value} on one line: maps, lists, strings, numbers, truth values. */
    static String compact(@Nullable Object value) {
        return of(value, 0);
    }

    /** {@code value} over lines, four spaces deeper at each level. */
    static String indented(@Nullable Object value) {
        return of(value, 4);
    }

    /** {@code value}, {@code indent} spaces deeper at each level; 0 for one line. */
    static String of(@Nullable Object value, int indent) {
        var json = new PythonJson(indent);
        json.write(value, 0);
        return json.out.toString();
    }

    /**
     * The object that a text is.
     *
     * @throws IllegalArgumentException when it is not the JSON of an object
     */
    static Map<?, ?> object(String json) {
        return asObject(value(json));
    }

    /**
     * The objects of the array that a text is.
     *
     * @throws IllegalArgumentException when it is not the JSON of an array of objects
     */
    static List<Map<?, ?>> objects(String json) {
        if (!(value(json) instanceof List<?> list)) {
            throw new IllegalArgumentException("other JSON, expected an array");
        }
        List<Map<?, ?>> objects = new ArrayList<>();
        list.forEach(element -> objects.add(asObject(element)));
        return objects;
    }

    private static Map<?, ?> asObject(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw new IllegalArgumentException("other JSON, expected an object");
    }

    private static @Nullable Object value(String json) {
        try {
            return JACKSON.readValue(json, Object.class);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
        }
    }

    private void write(@Nullable Object value, int depth) {
        if (depth > DEEPEST) {
            throw new IllegalArgumentException("JSON nested deeper than " + DEEPEST);
        }
        switch (value) {
            case null -> out.append("null");
            case Map<?, ?> map -> map(map, depth);
            case List<?> list -> list(list, depth);
            case Boolean truth -> out.append(truth);
            case Number number -> out.append(JACKSON.writeValueAsString(number));
            default -> out.append(JACKSON.writeValueAsString(value.toString()));
        }
    }

    private void map(Map<?, ?> map, int depth) {
        out.append('{');
        Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator();
        while (entries.hasNext()) {
            Map.Entry<?, ?> entry = entries.next();
            line(depth + 1);
            out.append(JACKSON.writeValueAsString(String.valueOf(entry.getKey())))
                    .append(": ");
            write(entry.getValue(), depth + 1);
            comma(entries.hasNext(), depth);
        }
        out.append('}');
    }

    private void list(List<?> list, int depth) {
        out.append('[');
        Iterator<?> elements = list.iterator();
        while (elements.hasNext()) {
            line(depth + 1);
            write(elements.next(), depth + 1);
            comma(elements.hasNext(), depth);
        }
        out.append(']');
    }

    private void comma(boolean more, int depth) {
        if (more) {
            out.append(indent > 0 ? "," : ", ");
        } else {
            line(depth);
        }
    }

    private void line(int depth) {
        if (indent > 0) {
            out.append('\n').repeat(' ', indent * depth);
        }
    }
}
