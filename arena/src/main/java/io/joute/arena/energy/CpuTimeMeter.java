package io.joute.arena.energy;

import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;

/**
 * A model of the processor's power from the CPU time of this process, for machines without counters.
 *
 * <p>Power is TDP × (0.15 + 0.65 × load), load being the process's CPU time over the time of all hardware threads. It
 * fits measured profiles within a factor of 1.5 when the TDP is known. The figure is gross: the idle floor counts.
 */
public final class CpuTimeMeter implements Meter {
    private static final String NAME = "cpu-time-1";
    private static final double IDLE = 0.15;
    private static final double BUSY = 0.65;
    private static final double NANOS = 1e9;
    private static final double JOULES_PER_WH = 3600;

    /** CPU time that this process has used, in nanoseconds. */
    public interface CpuTime {
        long nanos() throws IOException;
    }

    private final ThermalDesignPower power;
    private final SharedCounter counter;
    private final String scope;

    /** A meter on {@code threads} hardware threads. */
    public CpuTimeMeter(
            ThermalDesignPower power,
            int threads,
            CpuTime cpuTime,
            LongSupplier nanoClock,
            ScheduledExecutorService timer) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads is " + threads + ", expected 1 or more");
        }
        this.power = power;
        this.scope = scope(power);
        this.counter =
                new SharedCounter(new Model(power.watts(), threads, cpuTime, nanoClock), nanoClock, this::sign, timer);
    }

    /** CPU time of this process as the system tells it, to about 10 ms. */
    public static CpuTime ofThisProcess() {
        return () -> ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .orElseThrow(() -> new IOException("this system does not tell the CPU time of a process"))
                .toNanos();
    }

    /**
     * The same model for a run on another machine, of which only the times are known, in seconds: its processor is taken
     * to have as many threads as were busy on average, rounded up, and of the power that is assumed for them.
     */
    public static Measurement ofRun(double wallSeconds, double cpuSeconds) {
        int threads = Math.max(1, (int) Math.ceil(cpuSeconds / wallSeconds));
        ThermalDesignPower power = ThermalDesignPower.assumed(threads);
        double joules = power.watts() * (IDLE * wallSeconds + BUSY * cpuSeconds / threads);
        return sign(joules, Math.round(wallSeconds * NANOS), power.spread(), scope(power));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Reading start() {
        return counter.start();
    }

    private Measurement sign(double joules, long windowNanos, boolean shared) {
        return sign(joules, windowNanos, power.spread(), Scopes.of(scope, shared));
    }

    private static String scope(ThermalDesignPower power) {
        return String.format(
                Locale.ROOT,
                "this process on a processor of %.0f W (%s), gross (idle included)",
                power.watts(),
                power.origin());
    }

    private static Measurement sign(double joules, long windowNanos, double spread, String scope) {
        double wh = joules / JOULES_PER_WH;
        return new Measurement(wh / spread, wh, wh * spread, "Wh", NAME, scope, windowNanos);
    }

    private static final class Model implements SharedCounter.Source {
        private final double watts;
        private final int threads;
        private final CpuTime cpuTime;
        private final LongSupplier nanoClock;
        private long lastNanos;
        private long lastCpuNanos;

        Model(double watts, int threads, CpuTime cpuTime, LongSupplier nanoClock) {
            this.watts = watts;
            this.threads = threads;
            this.cpuTime = cpuTime;
            this.nanoClock = nanoClock;
        }

        @Override
        public double takeJoules() throws IOException {
            long cpuNanos = cpuTime.nanos();
            long nanos = nanoClock.getAsLong();
            double seconds = (nanos - lastNanos) / NANOS;
            double cpuSeconds = (cpuNanos - lastCpuNanos) / NANOS;
            lastNanos = nanos;
            lastCpuNanos = cpuNanos;
            return watts * (IDLE * seconds + BUSY * cpuSeconds / threads);
        }
    }
}
