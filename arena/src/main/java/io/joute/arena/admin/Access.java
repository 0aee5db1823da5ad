package io.joute.arena.admin;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The door of the administration: one password, sessions, delays after wrong tries, all of it in the audit trail. Safe
 * for any number of threads; passwords are hashed one at a time, so that tries cannot take all processors.
 */
public final class Access {
    /** No letters or digits that are taken for others: 5 bits each. */
    private static final String LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";

    private static final int GROUPS = 5;
    private static final int GROUP_LENGTH = 4;

    private final StoredPassword stored;
    private final AuditTrail trail;
    private final InstantSource clock;
    private final SecureRandom random;
    private final Attempts attempts;
    private final AdminSessions sessions;
    private final ReentrantLock hashing = new ReentrantLock();

    /** Nobody is signed in, nobody has failed. */
    public Access(StoredPassword stored, AuditTrail trail, InstantSource clock, SecureRandom random) {
        this.stored = stored;
        this.trail = trail;
        this.clock = clock;
        this.random = random;
        this.attempts = new Attempts(clock);
        this.sessions = new AdminSessions(clock, random);
    }

    /** Whether a password was ever set. */
    public boolean hasPassword() {
        return stored.find().isPresent();
    }

    /**
     * Set a fresh password of 100 random bits, end all sessions, and tell it: this is the only time that it is known.
     */
    public String resetPassword() {
        StringBuilder password = new StringBuilder();
        for (int i = 0; i < GROUPS * GROUP_LENGTH; i++) {
            if (i > 0 && i % GROUP_LENGTH == 0) {
                password.append('-');
            }
            password.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        hashing.lock();
        try {
            stored.set(PasswordHash.of(password.toString(), random));
            sessions.closeAll();
        } finally {
            hashing.unlock();
        }
        trail.append(clock.instant(), "password.reset", "");
        return password.toString();
    }

    /** Try to sign in from an address, which is only counted and not kept. */
    public SignIn signIn(String password, String address) {
        hashing.lock();
        try {
            // Asked with the lock held: of many tries at once, each knows of the failures before it.
            Duration left = attempts.wait(address);
            return left.isPositive() ? new SignIn.Waiting(left) : tried(password, address);
        } finally {
            hashing.unlock();
        }
    }

    /** Whether this key's session is open; if so, it was used now. */
    public boolean isOpen(String key) {
        return sessions.use(key);
    }

    /** Sign out. */
    public void signOut(String key) {
        if (sessions.use(key)) {
            sessions.close(key);
            trail.append(clock.instant(), "session.close", "");
        }
    }

    private SignIn tried(String password, String address) {
        if (stored.find().filter(hash -> hash.matches(password)).isEmpty()) {
            attempts.failed(address);
            trail.append(clock.instant(), "session.refuse", "");
            return new SignIn.Wrong();
        }
        attempts.succeeded(address);
        trail.append(clock.instant(), "session.open", "");
        return new SignIn.Opened(sessions.open());
    }
}
