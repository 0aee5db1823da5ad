package io.joute.server.page;

import io.joute.arena.energy.Measurement;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says in the reader's language how something was measured. Meters tell their scope in English, for logs and exports;
 * what is not recognised is shown as it is.
 */
final class MeterWords {
    private static final String SHARED = "; shared equally with answers that overlapped";
    private static final Pattern PROCESS =
            Pattern.compile("this process on a processor of (\\d+) W \\(.*\\), gross \\(idle included\\)");
    private static final Pattern COUNTER = Pattern.compile("(.+), gross \\(idle included\\)");

    private final Words words;

    MeterWords(Words words) {
        this.words = words;
    }

    /** The meter: measured by which counter, or modelled from what. */
    String meter(Measurement measured) {
        return switch (measured.meter()) {
            case "powercap" -> words.say("meter.powercap", measured.meter());
            case "cpu-time-1" -> words.say("meter.cpu-time", measured.meter());
            default -> measured.meter();
        };
    }

    /** What it covers. */
    String scope(Measurement measured) {
        boolean shared = measured.scope().endsWith(SHARED);
        String covered =
                shared ? measured.scope().substring(0, measured.scope().length() - SHARED.length()) : measured.scope();
        String said = covered(covered);
        return shared ? words.say("meter.shared", said) : said;
    }

    private String covered(String scope) {
        Matcher process = PROCESS.matcher(scope);
        if (process.matches()) {
            return words.say("meter.process", process.group(1));
        }
        Matcher counter = COUNTER.matcher(scope);
        return counter.matches() ? words.say("meter.gross", counter.group(1)) : scope;
    }
}
