package io.joute.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where an arena keeps its data when nobody says otherwise: the folder that the system reserves for that. */
final class DataDirectory {
    private DataDirectory() {}

    /**
     * The default folder of this user.
     *
     * <p>Linux: {@code $XDG_DATA_HOME/joute}, or {@code ~/.local/share/joute} (XDG Base Directory 0.8, which ignores a
     * relative variable). macOS: {@code ~/Library/Application Support/joute}. Windows: {@code %LOCALAPPDATA%\joute}.
     */
    static Path standard(Surroundings surroundings) {
        Map<String, String> environment = surroundings.environment();
        Path home = Path.of(surroundings.properties().getOrDefault("user.home", "."));
        String system = surroundings.properties().getOrDefault("os.name", "").toLowerCase(Locale.ROOT);
        if (system.startsWith("windows")) {
            return absolute(
                            environment.get("LOCALAPPDATA"),
                            home.resolve("AppData").resolve("Local"))
                    .resolve("joute");
        }
        if (system.startsWith("mac")) {
            return home.resolve("Library").resolve("Application Support").resolve("joute");
        }
        return absolute(environment.get("XDG_DATA_HOME"), home.resolve(".local").resolve("share"))
                .resolve("joute");
    }

    private static Path absolute(@Nullable String folder, Path otherwise) {
        return folder != null && Path.of(folder).isAbsolute() ? Path.of(folder) : otherwise;
    }
}
