package io.joute.server;

import io.joute.arena.admin.AuditEntry;
import io.joute.arena.admin.AuditTrail;
import io.joute.arena.admin.PasswordHash;
import io.joute.arena.admin.StoredPassword;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A password and an audit trail in memory. */
final class MemoryOffice implements StoredPassword, AuditTrail {
    private final List<AuditEntry> entries = new ArrayList<>();
    private Optional<PasswordHash> hash = Optional.empty();

    @Override
    public synchronized Optional<PasswordHash> find() {
        return hash;
    }

    @Override
    public synchronized void set(PasswordHash fresh) {
        hash = Optional.of(fresh);
    }

    @Override
    public synchronized AuditEntry append(Instant at, String action, String subject) {
        Optional<AuditEntry> last = entries.isEmpty() ? Optional.empty() : Optional.of(entries.getLast());
        AuditEntry entry = AuditEntry.after(last, at, action, subject);
        entries.add(entry);
        return entry;
    }

    @Override
    public synchronized List<AuditEntry> all() {
        return List.copyOf(entries);
    }

    /** As who can write the file would do. */
    synchronized void forge(int index, String subject) {
        AuditEntry old = entries.get(index);
        entries.set(index, new AuditEntry(old.number(), old.at(), old.action(), subject, old.previous(), old.hash()));
    }
}
