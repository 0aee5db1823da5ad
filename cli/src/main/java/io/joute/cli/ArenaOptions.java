package io.joute.cli;

import java.util.HashMap;
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

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Any other setting, such as endpoints.claude.per-day=2; may be told several times.")
    Map<String, String> others = Map.of();

    /** The settings given, by key. */
    Map<String, String> given() {
        Map<String, String> given = new HashMap<>();
        if (data != null) {
            given.put(Setting.DATA.key(), data);
        }
        if (threads != null) {
            given.put(Setting.THREADS.key(), threads);
        }
        if (watts != null) {
            given.put(Setting.WATTS.key(), watts);
        }
        others.forEach((key, value) -> given.put(Setting.PREFIX + key, value));
        return given;
    }
}
