package io.joute.cli;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Everything that can be set, on the command line, as a system property, a variable or a line of {@code joute.yaml} in the data folder. */
enum Setting {
    DATA(
            "data",
            "--data",
            "a folder's path",
            "the folder that the system keeps for programs' data",
            "Where votes, cards and models are kept, and joute.yaml is."),
    HOST("host", "--host", "an address", "127.0.0.1", "The address to listen on."),
    PORT("port", "--port", "0 to 65535", "7337", "The port to listen on; 0 takes any free one."),
    BROWSER(
            "browser",
            "--no-browser",
            "true or false",
            "true",
            "Whether to show the arena in a browser once it answers."),
    HOST_NAMES(
            "host-names",
            "--host-name",
            "names separated by commas",
            "",
            "Further names by which browsers may call this machine."),
    THREADS("threads", "--threads", "1 to 1024", "one a processor", "Threads of the engine."),
    WATTS(
            "watts",
            "--watts",
            "watts, 1 to 10000",
            "",
            "Thermal design power of the processors, where their energy counters cannot be read."),
    DRAFTING(
            "drafting",
            "--drafting",
            "none, lookup, a file or a model's id; for one model MODEL=HOW, separated by commas",
            "none",
            "What guesses how answers of models of this machine go on, so that several tokens are checked at once where one"
                    + " answer alone is under way: what followed the same words before (lookup), or a much smaller model of the"
                    + " same vocabulary, as in `llama-3.1-8b=llama-3.2-1b, lookup`. No answer is another for it, with the same"
                    + " seed word for word; what it takes counts as the answer's energy."),
    LOG_FORMAT(
            "log.format",
            "--log-format",
            "text or json",
            "text",
            "How the log in the data folder is written: lines for people, or one JSON object a line, without questions, answers and keys either way."),
    DUELS_PER_VISITOR(
            "duels-per-visitor",
            "--duels-per-visitor",
            "0 to 100000",
            "100",
            "Duels that one browser may open within an hour; 0 is no limit. The administration can say otherwise."),
    DUELS_PER_ADDRESS(
            "duels-per-address",
            "--duels-per-address",
            "0 to 100000",
            "3000",
            "The same for all browsers of one address. Those of this machine, or behind a server in front of it, are not counted.");

    /** What the keys of all settings begin with. */
    static final String PREFIX = "joute.";

    private final String name;
    private final String option;
    private final String expected;
    private final String standard;
    private final String description;

    Setting(String name, String option, String expected, String standard, String description) {
        this.name = name;
        this.option = option;
        this.expected = expected;
        this.standard = standard;
        this.description = description;
    }

    /** Its name as a system property. */
    String key() {
        return PREFIX + name;
    }

    /** Its name in {@code joute.yaml}. */
    String inFile() {
        return name;
    }

    /** Its option on the command line. */
    String option() {
        return option;
    }

    /** What values it takes, in words. */
    String expected() {
        return expected;
    }

    /** What holds when nothing is set, in words; empty when that is nothing. */
    String standard() {
        return standard;
    }

    /** What it is for. */
    String description() {
        return description;
    }

    /** Its name in the environment. */
    String variable() {
        return variable(key());
    }

    /** The name in the environment of the setting with this key. */
    static String variable(String key) {
        return key.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }

    /** The setting with this key. */
    static Optional<Setting> ofKey(String key) {
        return Arrays.stream(values())
                .filter(setting -> setting.key().equals(key))
                .findFirst();
    }
}
