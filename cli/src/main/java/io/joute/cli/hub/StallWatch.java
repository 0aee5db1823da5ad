package io.joute.cli.hub;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** Closes a stream that brings nothing for too long, so that whoever reads it hears. */
final class StallWatch implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(StallWatch.class.getName());

    private final InputStream in;
    private final Duration patience;
    private final Thread watching;
    private volatile long movedNanos = System.nanoTime();

    StallWatch(InputStream in, Duration patience) {
        this.in = in;
        this.patience = patience;
        this.watching = Thread.ofVirtual().start(this::watch);
    }

    /** Something came. */
    void moved() {
        movedNanos = System.nanoTime();
    }

    private void watch() {
        try {
            for (long left = left(); left > 0; left = left()) {
                Thread.sleep(Duration.ofNanos(left));
            }
            in.close();
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "a stalled connection did not close", e);
        }
    }

    private long left() {
        return patience.toNanos() - (System.nanoTime() - movedNanos);
    }

    @Override
    public void close() {
        watching.interrupt();
    }
}
