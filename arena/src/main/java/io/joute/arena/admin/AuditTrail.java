package io.joute.arena.admin;

import java.time.Instant;
import java.util.List;

/** What administrators did, first to last. Entries are added and never changed. Safe for any number of threads. */
public interface AuditTrail {
    /**
     * Add that {@code action} was done to {@code subject}; it is on the disk when this returns.
     *
     * @param action words like {@code model.archive}
     * @param subject an id or nothing: never a prompt, never a secret
     */
    AuditEntry append(Instant at, String action, String subject);

    /** All entries in their order, as they are stored: {@link AuditEntry#firstBroken} tells whether they were touched. */
    List<AuditEntry> all();
}
