package io.joute.cli;

import java.io.PrintStream;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows how far long work is, on standard error: a bar on a terminal, a plain line now and then elsewhere. */
sealed interface Progress extends AutoCloseable {
    /** So much of the whole is done; {@code note} says what is going on. */
    void reached(long done, String note);

    @Override
    void close();

    /** For work of {@code total} steps. */
    static Progress of(Surroundings surroundings, String task, long total) {
        return surroundings.errorsOnTerminal()
                ? new Bar(surroundings.err(), task, total)
                : new Lines(surroundings.err(), task, total);
    }

    /** A bar that redraws its line. */
    final class Bar implements Progress {
        private static final int COLUMNS = 100;
        private static final int REDRAW_MILLIS = 200;
        private final ProgressBar bar;

        private Bar(PrintStream err, String task, long total) {
            this.bar = new ProgressBarBuilder()
                    .setTaskName(task)
                    .setInitialMax(total)
                    .setUpdateIntervalMillis(REDRAW_MILLIS)
                    .setStyle(ProgressBarStyle.UNICODE_BLOCK)
                    .setConsumer(new ConsoleProgressBarConsumer(err, COLUMNS))
                    .build();
        }

        @Override
        public void reached(long done, String note) {
            bar.stepTo(done);
            bar.setExtraMessage(note);
        }

        @Override
        public void close() {
            bar.close();
        }
    }

    /** A line each tenth of the way, where that takes long enough to wonder, and at least each half minute. */
    final class Lines implements Progress {
        private static final int PARTS = 10;
        private static final long LEAST_NANOS = 2_000_000_000L;
        private static final long MOST_NANOS = 30_000_000_000L;
        private final PrintStream err;
        private final String task;
        private final long total;
        private long lastNanos = System.nanoTime();
        private long nextPart = 1;

        private Lines(PrintStream err, String task, long total) {
            this.err = err;
            this.task = task;
            this.total = total;
        }

        @Override
        public void reached(long done, String note) {
            long part = total == 0 ? PARTS : done * PARTS / total;
            long silence = System.nanoTime() - lastNanos;
            if (silence >= (part >= nextPart ? LEAST_NANOS : MOST_NANOS)) {
                nextPart = part + 1;
                lastNanos += silence;
                err.println(task + ": " + done + " of " + total + (note.isEmpty() ? "" : ", " + note));
            }
        }

        @Override
        public void close() {}
    }
}
