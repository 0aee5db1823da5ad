package io.joute.cli;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What every command that opens the arena can be told. */
final class ArenaOptions {
    @Option(names = "--data", paramLabel = "DIR", description = "Keep votes, cards and models in this folder.")
    @Nullable
    String data;

    @Option(names = "--threads", paramLabel = "N", description = "Threads of the engine; one a core when not told.")
    @Nullable
    String threads;

    @Option(
            names = "--watts",
            paramLabel = "W",
            description = "Thermal design power of the processor, where its counters cannot be read.")
    @Nullable
    String watts;

    /** The settings given. */
    Map<Setting, String> given() {
        Map<Setting, String> given = new EnumMap<>(Setting.class);
        if (data != null) {
            given.put(Setting.DATA, data);
        }
        if (threads != null) {
            given.put(Setting.THREADS, threads);
        }
        if (watts != null) {
            given.put(Setting.WATTS, watts);
        }
        return given;
    }
}
