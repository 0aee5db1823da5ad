package io.joute.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** Asks a person, or the pipe that stands for one, line by line. */
sealed interface Conversation extends AutoCloseable {
    /** The next line; empty at the end of the input, and when the person leaves. */
    Optional<String> ask(String question) throws IOException;

    /** Where to write what is said. */
    PrintStream out();

    /** Columns of the terminal; 0 when there is none. */
    int columns();

    /** Do {@code call} on this thread; the person's interruption interrupts it instead of ending the program. */
    void interruptible(Runnable call);

    @Override
    void close() throws IOException;

    /** With whoever is at the other end. */
    static Conversation in(Surroundings surroundings) throws IOException {
        return surroundings.interactive() ? new Typed(surroundings) : new Piped(surroundings);
    }

    /** A person at a terminal, with a line editor. */
    final class Typed implements Conversation {
        private final Terminal terminal;
        private final LineReader reader;
        private final PrintStream out;

        private Typed(Surroundings surroundings) throws IOException {
            this.terminal = TerminalBuilder.builder().system(true).build();
            this.reader = LineReaderBuilder.builder().terminal(terminal).build();
            this.out = surroundings.out();
        }

        @Override
        public Optional<String> ask(String question) {
            out.flush();
            try {
                return Optional.of(reader.readLine(question));
            } catch (EndOfFileException | UserInterruptException e) {
                return Optional.empty();
            }
        }

        @Override
        public PrintStream out() {
            return out;
        }

        @Override
        public int columns() {
            return terminal.getSize().getColumns();
        }

        @Override
        public void interruptible(Runnable call) {
            Thread caller = Thread.currentThread();
            Terminal.SignalHandler before = terminal.handle(Terminal.Signal.INT, signal -> caller.interrupt());
            try {
                call.run();
            } finally {
                terminal.handle(Terminal.Signal.INT, before);
                // What was interrupted is over: the flag must not reach the next line.
                Thread.interrupted();
            }
        }

        @Override
        public void close() throws IOException {
            terminal.close();
        }
    }

    /** Lines that another program wrote; questions are not printed. */
    final class Piped implements Conversation {
        private final BufferedReader lines;
        private final PrintStream out;

        private Piped(Surroundings surroundings) {
            this.lines = new BufferedReader(new InputStreamReader(surroundings.in(), StandardCharsets.UTF_8));
            this.out = surroundings.out();
        }

        @Override
        public Optional<String> ask(String question) throws IOException {
            return Optional.ofNullable(lines.readLine());
        }

        @Override
        public PrintStream out() {
            return out;
        }

        @Override
        public int columns() {
            return 0;
        }

        @Override
        public void interruptible(Runnable call) {
            call.run();
        }

        @Override
        public void close() {}
    }
}
