package io.joute.cli;

import java.util.LinkedHashMap;
import java.util.Map;

/** What the program tells the shell. */
enum Exit {
    OK(0, "done"),
    FAILURE(1, "something failed: one line on standard error says what"),
    USAGE(2, "the command line or a setting is wrong"),
    NO_FINITE_RANKING(3, "the votes have no finite ranking (joute rank)");

    private final int code;
    private final String meaning;

    Exit(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    int code() {
        return code;
    }

    /** All codes with their meaning, as the help prints them. */
    static Map<String, String> table() {
        Map<String, String> table = new LinkedHashMap<>();
        for (Exit exit : values()) {
            table.put(String.valueOf(exit.code), exit.meaning);
        }
        return table;
    }
}
