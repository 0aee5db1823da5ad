package io.joute.arena.admin;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How long who gave wrong passwords has to wait: nothing after the first {@value #FREE}, then 1, 2, 4 … seconds, and
 * from the {@value #LOCKED}th on a quarter of an hour. Who waited a quarter of an hour starts anew. Safe for any number
 * of threads.
 *
 * <p>Counted by address, and so that a crowd of addresses gets no further, for all of them together with limits
 * {@value #CROWD} times as high.
 */
public final class Attempts {
    static final int FREE = 3;
    static final int LOCKED = 10;
    static final int CROWD = 10;
    static final Duration LOCK = Duration.ofMinutes(15);
    private static final int REMEMBERED = 10_000;

    private final InstantSource clock;
    private final Map<String, Failures> byAddress = new LinkedHashMap<>();
    private Failures all = Failures.NONE;

    /** Nobody has failed yet. */
    public Attempts(InstantSource clock) {
        this.clock = clock;
    }

    /** How long this address must not try; zero when it may now. */
    public synchronized Duration wait(String address) {
        Instant now = clock.instant();
        Duration own = byAddress.getOrDefault(address, Failures.NONE).wait(now, 1);
        Duration everyone = all.wait(now, CROWD);
        return own.compareTo(everyone) >= 0 ? own : everyone;
    }

    /** This address gave a wrong password. */
    public synchronized void failed(String address) {
        Instant now = clock.instant();
        Failures counted = byAddress.getOrDefault(address, Failures.NONE).more(now);
        byAddress.remove(address);
        byAddress.put(address, counted);
        if (byAddress.size() > REMEMBERED) {
            byAddress.remove(byAddress.keySet().iterator().next());
        }
        all = all.more(now);
    }

    /** This address gave the right one: its failures are forgotten, those of others are not. */
    public synchronized void succeeded(String address) {
        byAddress.remove(address);
    }

    private record Failures(int count, Instant last) {
        private static final Failures NONE = new Failures(0, Instant.EPOCH);

        Failures more(Instant now) {
            boolean anew = !last.plus(LOCK).isAfter(now);
            return new Failures(anew ? 1 : Math.min(count + 1, Integer.MAX_VALUE - 1), now);
        }

        Duration wait(Instant now, int times) {
            Duration left = Duration.between(now, last.plus(pause(count / times)));
            return left.isNegative() ? Duration.ZERO : left;
        }

        private static Duration pause(int count) {
            if (count >= LOCKED) {
                return LOCK;
            }
            return count < FREE ? Duration.ZERO : Duration.ofSeconds(1L << (count - FREE));
        }
    }
}
