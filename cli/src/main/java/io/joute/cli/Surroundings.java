package io.joute.cli;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a command touches outside itself; a test passes its own.
 *
 * @param environment the process's variables
 * @param properties the JVM's system properties
 * @param in standard input
 * @param out standard output: results, and nothing else with {@code --json}
 * @param err standard error: errors, progress, notices
 * @param interactive whether a person sits at both ends: input and output are a terminal
 * @param errorsOnTerminal whether standard error is a terminal, so that progress may redraw its line
 */
record Surroundings(
        Map<String, String> environment,
        Map<String, String> properties,
        InputStream in,
        PrintStream out,
        PrintStream err,
        boolean interactive,
        boolean errorsOnTerminal) {
    /** Which of the descriptors 0, 1 and 2 are a terminal: set by the launcher, as Java cannot tell about the last. */
    private static final String TERMINALS = "joute.terminals";

    Surroundings {
        environment = Map.copyOf(environment);
        properties = Map.copyOf(properties);
    }

    /** Those of this process. */
    static Surroundings ofProcess() {
        Map<String, String> properties = systemProperties();
        String terminals = properties.getOrDefault(TERMINALS, "");
        return new Surroundings(
                System.getenv(),
                properties,
                new BufferedInputStream(new FileInputStream(FileDescriptor.in)),
                stream(FileDescriptor.out, properties),
                stream(FileDescriptor.err, properties),
                terminals.contains("0") && terminals.contains("1"),
                terminals.contains("2"));
    }

    /**
     * Take back the line that the JVM wrote about the Vector API's module, on a terminal; no option of the JVM silences
     * it, and to someone who plays a duel it means nothing.
     */
    void eraseIncubatorWarning() {
        if (errorsOnTerminal
                && ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()) {
            err.print("\u001b[1A\u001b[2K");
            err.flush();
        }
    }

    private static Map<String, String> systemProperties() {
        return System.getProperties().stringPropertyNames().stream()
                .collect(Collectors.toUnmodifiableMap(name -> name, System::getProperty));
    }

    private static PrintStream stream(FileDescriptor descriptor, Map<String, String> properties) {
        return new PrintStream(new BufferedOutputStream(new FileOutputStream(descriptor)), true, charset(properties));
    }

    /** The terminal's; UTF-8 where it claims plain ASCII, as it does wherever no locale is set. */
    private static Charset charset(Map<String, String> properties) {
        String name = properties.getOrDefault("stdout.encoding", "UTF-8");
        Charset claimed = Charset.isSupported(name) ? Charset.forName(name) : StandardCharsets.UTF_8;
        return claimed.equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8 : claimed;
    }
}
