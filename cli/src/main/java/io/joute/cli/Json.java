package io.joute.cli;

import java.io.PrintStream;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Writes a result as JSON. */
final class Json {
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private Json() {}

    /** Write {@code value} and a line end. */
    static void write(PrintStream out, Object value) {
        out.println(MAPPER.writeValueAsString(value));
    }
}
