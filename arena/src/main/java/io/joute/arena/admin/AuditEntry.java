package io.joute.arena.admin;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One thing that an administrator did. Its hash covers itself and the entry before, so that none can be changed, taken
 * out or put in between without all later ones telling. Who can write the whole file can still make all of them anew, or
 * cut the end off: keep a copy of the last hash elsewhere.
 *
 * @param number 1 for the first
 * @param at to the millisecond, UTC
 * @param action what was done, as {@code model.archive}
 * @param subject to what, an id or nothing: never a prompt, never a secret
 * @param previous the hash of the entry before, 64 zeros before the first
 * @param hash SHA-256 of all the others, 64 hexadecimal digits
 */
public record AuditEntry(long number, Instant at, String action, String subject, String previous, String hash) {
    /** What stands for the hash before the first entry. */
    public static final String START = "0".repeat(64);

    private static final Pattern ACTION = Pattern.compile("[a-z]+(\\.[a-z-]+)+");
    private static final int SUBJECT_LENGTH = 200;

    /** Refuse what no trail holds. Whether the hash is right is told by {@link #firstBroken}. */
    public AuditEntry {
        if (number < 1) {
            throw new IllegalArgumentException("number is " + number + ", expected 1 or more");
        }
        if (!ACTION.matcher(action).matches()) {
            throw new IllegalArgumentException("action is '" + action + "', expected words like model.archive");
        }
        if (subject.length() > SUBJECT_LENGTH || subject.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("the subject of " + action + " has " + subject.length()
                    + " characters, expected one line of at most " + SUBJECT_LENGTH);
        }
        at = at.truncatedTo(ChronoUnit.MILLIS);
    }

    /** The entry after {@code before}, or the first. */
    public static AuditEntry after(Optional<AuditEntry> before, Instant at, String action, String subject) {
        long number = before.map(entry -> entry.number() + 1).orElse(1L);
        String previous = before.map(AuditEntry::hash).orElse(START);
        AuditEntry open = new AuditEntry(number, at, action, subject, previous, START);
        return new AuditEntry(number, at, action, subject, previous, open.expectedHash());
    }

    /** The number of the first entry that does not follow from the one before, in a whole trail in its order. */
    public static Optional<Long> firstBroken(List<AuditEntry> trail) {
        String previous = START;
        long number = 1;
        for (AuditEntry entry : trail) {
            boolean follows = entry.number() == number && entry.previous().equals(previous);
            if (!follows || !entry.hash().equals(entry.expectedHash())) {
                return Optional.of(number);
            }
            previous = entry.hash();
            number++;
        }
        return Optional.empty();
    }

    private String expectedHash() {
        // None of the parts before the subject can hold a line break, and the subject cannot either.
        String text = String.join(
                "\n",
                "joute audit 1",
                Long.toString(number),
                Long.toString(at.toEpochMilli()),
                action,
                subject,
                previous);
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256, this one has not", impossible);
        }
    }
}
