package io.joute.arena.energy;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * The processor's own energy counters, as Linux shows them under {@code /sys/class/powercap}.
 *
 * <p>The figure is gross: it holds whatever else the processor did meanwhile, idling included. Its interval is the
 * counter's refresh of a millisecond at both ends; the calibration of the counters is the maker's.
 */
public final class PowercapMeter implements Meter {
    /** Where Linux shows the counters. */
    public static final Path ROOT = Path.of("/sys/class/powercap");

    private static final String NAME = "powercap";
    private static final double JOULES_PER_WH = 3600;
    private static final double REFRESH_NANOS = 2e6;

    private final SharedCounter counter;
    private final String scope;

    private PowercapMeter(Counters counters, LongSupplier nanoClock, ScheduledExecutorService timer) {
        this.scope = counters.labels() + ", gross (idle included)";
        this.counter = new SharedCounter(counters, nanoClock, this::sign, timer);
    }

    /**
     * Open the counters under {@code root}.
     *
     * @throws IOException when there is none, or one cannot be read: the message says which, and how to open it
     */
    public static PowercapMeter open(Path root, LongSupplier nanoClock, ScheduledExecutorService timer)
            throws IOException {
        return open(root, Files::readString, nanoClock, timer);
    }

    static PowercapMeter open(
            Path root, PowercapDomains.Text text, LongSupplier nanoClock, ScheduledExecutorService timer)
            throws IOException {
        List<PowercapDomains.Domain> domains = PowercapDomains.choose(root, text);
        if (domains.isEmpty()) {
            throw new IOException(root + " has no counter of a processor package or platform, expected "
                    + "'intel-rapl:0/energy_uj': most virtual machines and containers have none");
        }
        return new PowercapMeter(new Counters(domains, text), nanoClock, timer);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Reading start() {
        return counter.start();
    }

    /** Bring the open readings up to now, as the timer does. */
    void sample() {
        counter.sample();
    }

    private Measurement sign(double joules, long windowNanos, boolean shared) {
        double wh = joules / JOULES_PER_WH;
        double spread = Math.min(1, REFRESH_NANOS / Math.max(1, windowNanos));
        return new Measurement(
                wh * (1 - spread), wh, wh * (1 + spread), "Wh", NAME, Scopes.of(scope, shared), windowNanos);
    }

    /** The chosen domains' counters, and what they last read. */
    private static final class Counters implements SharedCounter.Source {
        private final List<Counter> counters = new ArrayList<>();
        private final PowercapDomains.Text text;

        Counters(List<PowercapDomains.Domain> domains, PowercapDomains.Text text) throws IOException {
            this.text = text;
            for (PowercapDomains.Domain domain : domains) {
                counters.add(new Counter(domain, read(domain)));
            }
        }

        String labels() {
            return counters.stream().map(counter -> counter.domain.label()).collect(Collectors.joining(" + "));
        }

        @Override
        public double takeJoules() throws IOException {
            long microjoules = 0;
            for (Counter counter : counters) {
                microjoules = Math.addExact(microjoules, counter.advance(read(counter.domain)));
            }
            return microjoules / 1e6;
        }

        private long read(PowercapDomains.Domain domain) throws IOException {
            try {
                return domain.read(text);
            } catch (AccessDeniedException e) {
                throw new IOException(
                        domain.energyFile() + " may not be read by this user (Linux keeps it for root since 5.10). To"
                                + " open it, put this line into /etc/udev/rules.d/70-powercap.rules and restart: "
                                + "SUBSYSTEM==\"powercap\", RUN+=\"/bin/chmod a+r %S%p/energy_uj\"",
                        e);
            }
        }
    }

    private static final class Counter {
        private final PowercapDomains.Domain domain;
        private long last;

        Counter(PowercapDomains.Domain domain, long last) {
            this.domain = domain;
            this.last = last;
        }

        long advance(long now) {
            long delta = now - last;
            last = now;
            return delta < 0 ? delta + domain.rangeMicrojoules() : delta;
        }
    }
}
