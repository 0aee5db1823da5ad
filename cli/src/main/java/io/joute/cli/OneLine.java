package io.joute.cli;

import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/** A log line: instant in UTC, level, who, what; control characters are escaped, so that no text can forge a line. */
final class OneLine extends Formatter {
    @Override
    public String format(LogRecord entry) {
        String line = entry.getInstant() + " " + entry.getLevel().getName() + " " + entry.getLoggerName() + ": "
                + escaped(formatMessage(entry)) + "\n";
        return entry.getThrown() == null ? line : line + JsonLine.trace(entry.getThrown());
    }

    /** The text with control characters and reordering marks shown as {@code \\u{…}}. */
    static String escaped(String text) {
        var safe = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            if (Character.isISOControl(point) || Character.getType(point) == Character.FORMAT) {
                safe.append(String.format("\\u{%x}", point));
            } else {
                safe.appendCodePoint(point);
            }
        });
        return safe.toString();
    }
}
