package io.joute.arena.duel;

import java.time.Duration;

/** The passing of time that duels wait on; a test passes it by hand. Safe for any number of threads. */
public interface Pulse {
    /** A clock for differences, in nanoseconds. */
    long nanos();

    /** Wait, or be interrupted. */
    void sleep(Duration time) throws InterruptedException;

    /** That of this machine. */
    static Pulse system() {
        return new Pulse() {
            @Override
            public long nanos() {
                return System.nanoTime();
            }

            @Override
            public void sleep(Duration time) throws InterruptedException {
                Thread.sleep(time);
            }
        };
    }
}
