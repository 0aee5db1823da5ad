package io.joute.connect;

import io.joute.connect.http.Address;
import io.joute.connect.http.GuardedClient;
import io.joute.connect.limit.Breaker;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** One address of an endpoint: how busy it is, and whether it works. Safe for any number of threads. */
final class Replica {
    /** Patience ends a call; the connection's own limit is for what patience does not see. */
    private static final Duration LATER_THAN_PATIENCE = Duration.ofSeconds(2);

    private final GuardedClient client;
    private final Breaker breaker;
    private final Supplier<Map<String, String>> probeHeaders;
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicBoolean probing = new AtomicBoolean();

    Replica(Endpoint endpoint, Address address, Outside outside) {
        Patience patience = endpoint.patience();
        Duration silence = patience.longestSilence().plus(LATER_THAN_PATIENCE);
        this.client = new GuardedClient(address, outside.names(), patience.connect(), silence);
        this.breaker = new Breaker(outside.nanos());
        this.probeHeaders = () -> endpoint.provider().protocol().probeHeaders(endpoint.target());
    }

    GuardedClient client() {
        return client;
    }

    Breaker breaker() {
        return breaker;
    }

    AtomicInteger running() {
        return running;
    }

    /** Whether it may be asked; one that has rested is probed first, in the background. */
    boolean available() {
        return switch (breaker.state()) {
            case CLOSED -> true;
            case OPEN -> false;
            case PROBE -> {
                probe();
                yield false;
            }
        };
    }

    private void probe() {
        if (probing.compareAndSet(false, true)) {
            Thread.ofVirtual().name("probe").start(() -> {
                try {
                    breaker.probed(client.answers("models", probeHeaders.get()));
                } finally {
                    probing.set(false);
                }
            });
        }
    }
}
