package io.joute.connect;

import io.joute.connect.http.Address;
import io.joute.connect.http.Names;
import io.joute.connect.limit.Ledger;
import io.joute.connect.wire.Secret;
import io.joute.connect.wire.Target;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Endpoints and surroundings for tests. */
final class Stubs {
    static final String KEY = "sk-PLANTED-0123456789-canary";

    private Stubs() {}

    static Endpoint endpoint(Provider provider, String... addresses) {
        return new Endpoint(
                "stub",
                "card-of-stub",
                provider,
                List.of(addresses).stream()
                        .map(address -> Address.parse(address, true))
                        .toList(),
                new Target("upstream-model", Optional.of(Secret.of(KEY)), true, Optional.empty(), Optional.empty()),
                8192,
                Price.FREE,
                Optional.empty(),
                64,
                Patience.DEFAULT);
    }

    static Endpoint with(Endpoint endpoint, Patience patience) {
        return new Endpoint(
                endpoint.name(),
                endpoint.modelId(),
                endpoint.provider(),
                endpoint.replicas(),
                endpoint.target(),
                endpoint.contextLength(),
                endpoint.price(),
                endpoint.perDay(),
                endpoint.concurrency(),
                patience);
    }

    static Endpoint with(Endpoint endpoint, Target target) {
        return new Endpoint(
                endpoint.name(),
                endpoint.modelId(),
                endpoint.provider(),
                endpoint.replicas(),
                target,
                endpoint.contextLength(),
                endpoint.price(),
                endpoint.perDay(),
                endpoint.concurrency(),
                endpoint.patience());
    }

    static Endpoint with(Endpoint endpoint, Price price, String perDay, int concurrency) {
        return new Endpoint(
                endpoint.name(),
                endpoint.modelId(),
                endpoint.provider(),
                endpoint.replicas(),
                endpoint.target(),
                endpoint.contextLength(),
                price,
                Optional.of(new BigDecimal(perDay)),
                concurrency,
                endpoint.patience());
    }

    static Outside outside() {
        return outside(new ArrayList<>());
    }

    /** Pauses are written down and move the clock; the day stands still. */
    static Outside outside(List<Duration> pauses) {
        return outside(pauses, System::nanoTime);
    }

    /** Nothing but pauses moves the clock, however slow the machine. */
    static Outside still(List<Duration> pauses) {
        return outside(pauses, () -> 0);
    }

    private static Outside outside(List<Duration> pauses, LongSupplier nanos) {
        var paused = new AtomicLong();
        return new Outside(
                Names.system(),
                new MemoryLedger(),
                Clock.fixed(Instant.parse("2026-11-25T12:00:00Z"), ZoneOffset.UTC),
                () -> nanos.getAsLong() + paused.get(),
                duration -> {
                    pauses.add(duration);
                    paused.addAndGet(duration.toNanos());
                },
                new Random(7));
    }

    /** Spending in memory. */
    static final class MemoryLedger implements Ledger {
        private final Map<String, BigDecimal> spent = new ConcurrentHashMap<>();

        @Override
        public BigDecimal spent(String endpoint, LocalDate day) {
            return spent.getOrDefault(endpoint + " " + day, BigDecimal.ZERO);
        }

        @Override
        public void write(String endpoint, LocalDate day, BigDecimal amount) {
            spent.put(endpoint + " " + day, amount);
        }
    }
}
