package io.joute.arena.energy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Divides what a machine-wide counter counts among the answers being read.
 *
 * <p>Time is cut wherever a reading starts or stops; each slice goes in equal parts to the readings open in it. So the
 * parts add up to the whole, whoever overlaps with whom.
 */
final class SharedCounter {
    /** A counter that only tells what was used since it was last asked. */
    interface Source {
        /** Joules used since the last call. */
        double takeJoules() throws IOException;
    }

    /** How a finished reading is signed: joules, window, whether it was shared. */
    interface Signer {
        Measurement sign(double joules, long windowNanos, boolean shared);
    }

    private static final System.Logger LOG = System.getLogger(SharedCounter.class.getName());
    private static final long SAMPLE_SECONDS = 30;

    private final Source source;
    private final LongSupplier nanoClock;
    private final Signer signer;
    private final ScheduledExecutorService timer;
    private final ReentrantLock lock = new ReentrantLock();
    private final List<Share> open = new ArrayList<>();
    private @Nullable ScheduledFuture<?> sampling;

    /** {@code timer} samples twice a minute while a reading is open, so that a counter wraps at most once unseen. */
    SharedCounter(Source source, LongSupplier nanoClock, Signer signer, ScheduledExecutorService timer) {
        this.source = source;
        this.nanoClock = nanoClock;
        this.signer = signer;
        this.timer = timer;
    }

    Meter.Reading start() {
        lock.lock();
        try {
            boolean settled = settle();
            Share share = new Share(nanoClock.getAsLong());
            if (!settled) {
                share.lose();
            }
            open.add(share);
            if (sampling == null) {
                sampling = timer.scheduleAtFixedRate(this::sample, SAMPLE_SECONDS, SAMPLE_SECONDS, TimeUnit.SECONDS);
            }
            return share;
        } finally {
            lock.unlock();
        }
    }

    /** Bring the open readings up to now. */
    void sample() {
        lock.lock();
        try {
            settle();
        } finally {
            lock.unlock();
        }
    }

    private boolean settle() {
        try {
            double joules = source.takeJoules();
            open.forEach(share -> share.add(joules / open.size(), open.size() > 1));
            return true;
        } catch (IOException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "an energy counter cannot be read: the answers under way have no measurement",
                    e);
            open.forEach(Share::lose);
            return false;
        }
    }

    private Optional<Measurement> stop(Share share) {
        lock.lock();
        try {
            if (open.contains(share)) {
                settle();
                share.end(nanoClock.getAsLong());
                open.remove(share);
                stopSamplingWhenIdle();
            }
            return share.result();
        } finally {
            lock.unlock();
        }
    }

    private void stopSamplingWhenIdle() {
        if (open.isEmpty() && sampling != null) {
            sampling.cancel(false);
            sampling = null;
        }
    }

    /** One answer's part; guarded by the counter's lock. */
    private final class Share implements Meter.Reading {
        private final long startNanos;
        private long endNanos;
        private double joules;
        private boolean shared;
        private boolean lost;

        Share(long startNanos) {
            this.startNanos = startNanos;
        }

        @Override
        public Optional<Measurement> stop() {
            return SharedCounter.this.stop(this);
        }

        void add(double part, boolean withOthers) {
            joules += part;
            shared |= withOthers;
        }

        void lose() {
            lost = true;
        }

        void end(long nanos) {
            endNanos = nanos;
        }

        Optional<Measurement> result() {
            return lost ? Optional.empty() : Optional.of(signer.sign(joules, endNanos - startNanos, shared));
        }
    }
}
