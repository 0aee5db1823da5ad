package io.joute.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class JsonLineTest {
    private static final JsonMapper JSON = new JsonMapper();

    private final JsonLine format = new JsonLine();

    @Test
    void isOneObjectWithWhatWhoAndWhen() {
        LogRecord entry = record("{0} answered {1}");
        entry.setParameters(new Object[] {"a", 7});

        JsonNode line = JSON.readTree(format.format(entry));

        assertThat(line.propertyNames()).containsExactly("time", "level", "logger", "message");
        assertThat(line.get("time").stringValue()).isEqualTo(entry.getInstant().toString());
        assertThat(line.get("level").stringValue()).isEqualTo("WARNING");
        assertThat(line.get("logger").stringValue()).isEqualTo("io.joute.test");
        assertThat(line.get("message").stringValue()).isEqualTo("a answered 7");
    }

    @Test
    void cannotBeForgedByAText() {
        String forging = "a\n{\"level\":\"INFO\"}\r\u2028\u202e\u0007\u007f\"}";

        String line = format.format(record(forging));

        assertThat(line).endsWith("}\n").matches("[ -~]+\n");
        assertThat(JSON.readTree(line).get("message").stringValue()).isEqualTo(forging);
    }

    @Test
    void tellsAFailureOnTheSameLine() {
        LogRecord entry = record("it broke");
        entry.setThrown(new IllegalStateException("why", new IllegalArgumentException("cause")));

        String line = format.format(entry);

        assertThat(line).containsOnlyOnce("\n");
        assertThat(JSON.readTree(line).get("error").stringValue()).isEqualTo("java.lang.IllegalStateException");
        assertThat(JSON.readTree(line).get("trace").stringValue())
                .contains("why", "Caused by: java.lang.IllegalArgumentException: cause", "JsonLineTest.java");
    }

    private static LogRecord record(String message) {
        LogRecord entry = new LogRecord(Level.WARNING, message);
        entry.setLoggerName("io.joute.test");
        return entry;
    }
}
