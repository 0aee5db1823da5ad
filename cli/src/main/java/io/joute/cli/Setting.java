package io.joute.cli;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Everything that can be set, on the command line, as a system property, a variable or a line of the data folder's file. */
enum Setting {
    DATA("joute.data", "--data"),
    HOST("joute.host", "--host"),
    PORT("joute.port", "--port"),
    BROWSER("joute.browser", "--no-browser"),
    HOST_NAMES("joute.host-names", "--host-name"),
    THREADS("joute.threads", "--threads"),
    WATTS("joute.watts", "--watts");

    private final String key;
    private final String option;

    Setting(String key, String option) {
        this.key = key;
        this.option = option;
    }

    /** Its name as a system property and in {@code joute.properties}. */
    String key() {
        return key;
    }

    /** Its option on the command line. */
    String option() {
        return option;
    }

    /** Its name in the environment. */
    String variable() {
        return key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /** The setting with this key. */
    static Optional<Setting> ofKey(String key) {
        return Arrays.stream(values())
                .filter(setting -> setting.key.equals(key))
                .findFirst();
    }
}
