package io.joute.arena.energy;

import java.util.Optional;

/** Something on this machine from which the energy of an answer can be told. Safe for any number of threads. */
public sealed interface Meter permits PowercapMeter, CpuTimeMeter {
    /** The name that measurements carry, such as {@code powercap} or {@code cpu-time-1}. */
    String name();

    /** Begin to count; answers that overlap share what is counted. */
    Reading start();

    /** What {@code call} took; it runs on this thread. Empty when the counters could not be read to the end. */
    default Optional<Measurement> around(Runnable call) {
        Reading reading = start();
        try {
            call.run();
        } finally {
            reading.stop();
        }
        return reading.stop();
    }

    /** A count in progress. */
    interface Reading {
        /**
         * End the count, or tell again how it ended.
         *
         * @return the energy in Wh; empty when a counter could not be read
         */
        Optional<Measurement> stop();
    }
}
