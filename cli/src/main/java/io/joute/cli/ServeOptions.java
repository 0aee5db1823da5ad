package io.joute.cli;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What {@code joute} and {@code joute serve} can be told. */
final class ServeOptions {
    @Mixin
    ArenaOptions arena = new ArenaOptions();

    @Option(names = "--host", paramLabel = "ADDRESS", description = "Listen on this address; 127.0.0.1 when not told.")
    @Nullable
    String host;

    @Option(names = "--port", paramLabel = "N", description = "Listen on this port, 0 for any; 7337 when not told.")
    @Nullable
    String port;

    @Option(
            names = "--host-name",
            paramLabel = "NAME,…",
            description = "Further names by which browsers may call this machine.")
    @Nullable
    String hostNames;

    @Option(
            names = "--api-key-file",
            paramLabel = "FILE",
            description = "Serve models under /v1 only to programs that show the key in this file's first line.")
    @Nullable
    Path apiKeyFile;

    @Option(
            names = "--drafting",
            paramLabel = "HOW,…",
            description =
                    "What guesses how answers go on: none, lookup, a file or a model's id, or MODEL=HOW for one model;"
                            + " none when not told.")
    @Nullable
    String drafting;

    @Option(names = "--log-format", paramLabel = "FORMAT", description = "Log as text, or as json: one object a line.")
    @Nullable
    String logFormat;

    @Option(
            names = "--duels-per-visitor",
            paramLabel = "N",
            description = "Duels that one browser may open within an hour, 0 for no limit; 100 when not told.")
    @Nullable
    String duelsPerVisitor;

    @Option(
            names = "--duels-per-address",
            paramLabel = "N",
            description = "The same for all browsers of one address; 3000 when not told.")
    @Nullable
    String duelsPerAddress;

    @Option(names = "--no-browser", description = "Do not open the browser.")
    boolean noBrowser;

    /** The settings given, by key. */
    Map<String, String> given() {
        Map<String, String> given = new HashMap<>(arena.given());
        if (host != null) {
            given.put(Setting.HOST.key(), host);
        }
        if (port != null) {
            given.put(Setting.PORT.key(), port);
        }
        if (hostNames != null) {
            given.put(Setting.HOST_NAMES.key(), hostNames);
        }
        if (drafting != null) {
            given.put(Setting.DRAFTING.key(), drafting);
        }
        if (logFormat != null) {
            given.put(Setting.LOG_FORMAT.key(), logFormat);
        }
        if (duelsPerVisitor != null) {
            given.put(Setting.DUELS_PER_VISITOR.key(), duelsPerVisitor);
        }
        if (duelsPerAddress != null) {
            given.put(Setting.DUELS_PER_ADDRESS.key(), duelsPerAddress);
        }
        if (noBrowser) {
            given.put(Setting.BROWSER.key(), "false");
        }
        return given;
    }
}
