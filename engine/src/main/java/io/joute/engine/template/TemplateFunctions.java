package io.joute.engine.template;

import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** What a template in the box may call; public for Jinjava alone. */
public final class TemplateFunctions {
    /** The variable that holds the time, as in {@code 2026-11-24T10:00:00}. */
    static final String NOW = "joute_now";

    private TemplateFunctions() {}

    /** A template's own exception. */
    static final class Raised extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Raised(String message) {
            super(message);
        }
    }

    /** {@code raise_exception}. */
    @SuppressWarnings("DoNotCallSuggester") // templates call it
    public static String raise(String message) {
        throw new Raised(message);
    }

    /** {@code strftime_now}: the caller's time in Python's format, its usual letters. */
    public static String now(String format) {
        Object now = JinjavaInterpreter.getCurrent().getContext().get(NOW, "");
        return formatted(LocalDateTime.parse(String.valueOf(now)), format);
    }

    static String formatted(LocalDateTime time, String format) {
        var text = new StringBuilder();
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            if (c == '%' && i + 1 < format.length()) {
                text.append(part(time, format.charAt(++i)));
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }

    private static String part(LocalDateTime time, char letter) {
        String pattern = switch (letter) {
            case 'a' -> "EEE";
            case 'A' -> "EEEE";
            case 'b' -> "MMM";
            case 'B' -> "MMMM";
            case 'd' -> "dd";
            case 'H' -> "HH";
            case 'm' -> "MM";
            case 'M' -> "mm";
            case 'S' -> "ss";
            case 'y' -> "yy";
            case 'Y' -> "yyyy";
            default ->
                throw new Raised("strftime_now: '%" + letter + "' unknown, expected one of a A b B d H m M S y Y");
        };
        return time.format(DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH));
    }
}
