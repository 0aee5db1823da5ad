package io.joute.arena.admin;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * Who is signed in. A session ends {@link #IDLE} after its last use and {@link #WHOLE} after its start, when it is signed
 * out, and with the process. Only hashes of the keys are held. Safe for any number of threads.
 */
public final class AdminSessions {
    /** The longest time without a request. */
    public static final Duration IDLE = Duration.ofMinutes(30);
    /** The longest time at all. */
    public static final Duration WHOLE = Duration.ofHours(8);

    private static final int KEY_BYTES = 16;

    private final InstantSource clock;
    private final SecureRandom random;
    private final Map<String, Session> open = new HashMap<>();

    /** Nobody is signed in. */
    public AdminSessions(InstantSource clock, SecureRandom random) {
        this.clock = clock;
        this.random = random;
    }

    /** Open a session and tell its key, 128 random bits as 32 hexadecimal digits. */
    public synchronized String open() {
        byte[] bytes = new byte[KEY_BYTES];
        random.nextBytes(bytes);
        String key = HexFormat.of().formatHex(bytes);
        Instant now = clock.instant();
        open.values().removeIf(session -> session.endedBy(now));
        open.put(hash(key), new Session(now, now));
        return key;
    }

    /** Whether this key's session is open; if so, it was used now. */
    public synchronized boolean use(String key) {
        Instant now = clock.instant();
        return open.computeIfPresent(hash(key), (hash, session) -> session.endedBy(now) ? null : session.usedAt(now))
                != null;
    }

    /** End this key's session, if it is open. */
    public synchronized void close(String key) {
        open.remove(hash(key));
    }

    /** End all sessions, as a new password asks for. */
    public synchronized void closeAll() {
        open.clear();
    }

    private static String hash(String key) {
        try {
            byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256, this one has not", impossible);
        }
    }

    private record Session(Instant start, Instant lastUse) {
        Session usedAt(Instant now) {
            return new Session(start, now);
        }

        boolean endedBy(Instant now) {
            return !now.isBefore(lastUse.plus(IDLE)) || !now.isBefore(start.plus(WHOLE));
        }
    }
}
