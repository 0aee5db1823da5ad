package io.joute.arena.moderation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** When each of many did something within the last hour. Not safe for several threads. */
final class HourlyCount {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final int REMEMBERED = 20_000;

    private final Map<String, Deque<Instant>> times = new LinkedHashMap<>();

    /** How long {@code who} has to wait for one more, being allowed {@code limit} an hour; 0 is no limit. */
    Optional<Duration> wait(String who, int limit, Instant now) {
        Deque<Instant> own = times.get(who);
        if (limit == 0 || own == null) {
            return Optional.empty();
        }
        while (!own.isEmpty() && !own.getFirst().plus(HOUR).isAfter(now)) {
            own.removeFirst();
        }
        if (own.size() < limit) {
            return Optional.empty();
        }
        // With a limit that was lowered, more than one must age first.
        Instant frees = own.stream().skip((long) own.size() - limit).findFirst().orElse(now);
        return Optional.of(Duration.between(now, frees.plus(HOUR)));
    }

    /** {@code who} did it now. */
    void add(String who, Instant now) {
        Deque<Instant> own = times.remove(who);
        Deque<Instant> counted = own == null ? new ArrayDeque<>() : own;
        counted.addLast(now);
        if (counted.size() > HourlyLimits.MOST) {
            counted.removeFirst();
        }
        times.put(who, counted);
        if (times.size() > REMEMBERED) {
            times.remove(times.keySet().iterator().next());
        }
    }
}
