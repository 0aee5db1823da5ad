package io.joute.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A log line as one JSON object: {@code time} in UTC, {@code level}, {@code logger}, {@code message}, and for a failure its
 * {@code error} and {@code trace}. All is ASCII, so that no text can forge a line or turn one around.
 */
final class JsonLine extends Formatter {
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                    .build())
            .build();

    /** The one control character of ASCII that JSON may have as it is. */
    private static final String DELETE = "\u007f";

    @Override
    public String format(LogRecord entry) {
        ObjectNode line = MAPPER.createObjectNode();
        line.put("time", entry.getInstant().toString());
        line.put("level", entry.getLevel().getName());
        line.put("logger", entry.getLoggerName());
        line.put("message", formatMessage(entry));
        if (entry.getThrown() != null) {
            line.put("error", entry.getThrown().getClass().getName());
            line.put("trace", trace(entry.getThrown()));
        }
        return MAPPER.writeValueAsString(line).replace(DELETE, "\\u007F") + "\n";
    }

    /** The stack trace as Java prints it. */
    static String trace(Throwable thrown) {
        var text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }
}
