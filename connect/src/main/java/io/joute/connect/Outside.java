package io.joute.connect;

import io.joute.connect.http.Names;
import io.joute.connect.limit.Ledger;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * What remote models stand on.
 *
 * @param names looks up hosts
 * @param ledger where spending is written
 * @param clock for the day of spending
 * @param nanos a clock that never goes back
 * @param pause waits
 * @param random spreads repetitions
 */
public record Outside(
        Names names, Ledger ledger, Clock clock, LongSupplier nanos, Pause pause, RandomGenerator random) {
    /** Waits; a test does not. */
    public interface Pause {
        /** Wait so long. */
        void of(Duration duration) throws InterruptedException;
    }

    public Outside {
        Objects.requireNonNull(names, "names");
        Objects.requireNonNull(ledger, "ledger");
        Objects.requireNonNull(clock, "clock");
        Objects.requireNonNull(nanos, "nanos");
        Objects.requireNonNull(pause, "pause");
        Objects.requireNonNull(random, "random");
    }

    /** The real one. */
    public static Outside real(Ledger ledger, RandomGenerator random) {
        return new Outside(Names.system(), ledger, Clock.systemUTC(), System::nanoTime, Thread::sleep, random);
    }
}
