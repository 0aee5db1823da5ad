package io.joute.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The desktop that the program may have been started on. */
final class Desktop {
    private static final System.Logger LOG = System.getLogger(Desktop.class.getName());

    private Desktop() {}

    /** Show a page in the browser; nothing happens where there is no desktop. */
    static void show(Surroundings surroundings, String address) {
        browser(surroundings).ifPresent(command -> start(command, address));
    }

    /** The command that opens an address, where a person sits before a desktop. */
    static Optional<List<String>> browser(Surroundings surroundings) {
        Map<String, String> environment = surroundings.environment();
        if (environment.containsKey("SSH_CONNECTION") || environment.containsKey("CI")) {
            return Optional.empty();
        }
        String system = surroundings.properties().getOrDefault("os.name", "").toLowerCase(Locale.ROOT);
        if (system.startsWith("mac")) {
            return Optional.of(List.of("open"));
        }
        if (system.startsWith("windows")) {
            return Optional.of(List.of("rundll32", "url.dll,FileProtocolHandler"));
        }
        boolean desktop = environment.containsKey("DISPLAY") || environment.containsKey("WAYLAND_DISPLAY");
        return desktop ? Optional.of(List.of("xdg-open")) : Optional.empty();
    }

    private static void start(List<String> command, String address) {
        List<String> whole = new ArrayList<>(command);
        whole.add(address);
        try {
            new ProcessBuilder(whole)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.INFO, "the browser does not open: {0}", e.getMessage());
        }
    }
}
