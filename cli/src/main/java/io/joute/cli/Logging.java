package io.joute.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.logging.FileHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.StreamHandler;

/** Where the log goes: nowhere unless a command keeps it in a file or a person asks to see it. */
final class Logging {
    private static final int FILE_BYTES = 2_000_000;
    private static final int FILES = 3;

    private Logging() {}

    /** Log nothing. */
    static void off() {
        LogManager.getLogManager().reset();
        root().setLevel(Level.OFF);
    }

    /** Log to a stream, from {@code INFO} up. */
    static void to(PrintStream stream) {
        LogManager.getLogManager().reset();
        add(new StreamHandler(stream, new OneLine()) {
            @Override
            public synchronized void publish(LogRecord entry) {
                super.publish(entry);
                flush();
            }
        });
    }

    /**
     * Log in a folder as well: to {@code joute.0.log}, at 2 MB moved on to {@code joute.1.log} and {@code joute.2.log}.
     * From now on all is logged as {@code format}.
     */
    static void alsoIn(Path folder, LogFormat format) throws IOException {
        Handler handler = new FileHandler(folder.resolve("joute.%g.log").toString(), FILE_BYTES, FILES, true);
        add(handler);
        for (Handler each : root().getHandlers()) {
            each.setFormatter(format.formatter());
        }
    }

    private static void add(Handler handler) {
        handler.setLevel(Level.INFO);
        handler.setFilter(Logging::matters);
        root().addHandler(handler);
        root().setLevel(Level.INFO);
    }

    /** Ours from {@code INFO} up, those of libraries from {@code WARNING} up. */
    private static boolean matters(LogRecord entry) {
        String name = entry.getLoggerName();
        return entry.getLevel().intValue() >= Level.WARNING.intValue() || (name != null && name.startsWith("io.joute"));
    }

    private static Logger root() {
        return Logger.getLogger("");
    }
}
