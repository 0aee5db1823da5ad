package io.joute.store;

import io.joute.arena.admin.AuditEntry;
import io.joute.arena.admin.AuditTrail;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * The audit trail in SQLite: the file itself refuses changes and deletions. Safe for any number of threads; failures
 * are {@link DatabaseException}s.
 */
public final class SqliteAuditTrail implements AuditTrail {
    private static final Table<Record> AUDIT = DSL.table("audit");
    private static final Field<Long> NUMBER = DSL.field("number", SQLDataType.BIGINT);
    private static final Field<Long> AT_MILLIS = DSL.field("at_millis", SQLDataType.BIGINT);
    private static final Field<String> ACTION = DSL.field("action", SQLDataType.CLOB);
    private static final Field<String> SUBJECT = DSL.field("subject", SQLDataType.CLOB);
    private static final Field<String> PREVIOUS = DSL.field("previous", SQLDataType.CLOB);
    private static final Field<String> HASH = DSL.field("hash", SQLDataType.CLOB);

    private final Database database;

    /** The trail in this database. */
    public SqliteAuditTrail(Database database) {
        this.database = database;
    }

    @Override
    public AuditEntry append(Instant at, String action, String subject) {
        AtomicReference<AuditEntry> written = new AtomicReference<>();
        // The database lets one write at a time: no other entry comes between the reading and the writing.
        database.write("the audit of " + action, sql -> {
            AuditEntry entry = AuditEntry.after(last(sql), at, action, subject);
            sql.insertInto(AUDIT, NUMBER, AT_MILLIS, ACTION, SUBJECT, PREVIOUS, HASH)
                    .values(entry.number(), entry.at().toEpochMilli(), action, subject, entry.previous(), entry.hash())
                    .execute();
            written.set(entry);
        });
        return written.get();
    }

    @Override
    public List<AuditEntry> all() {
        return database.read(
                "the audit trail",
                sql -> sql.select(NUMBER, AT_MILLIS, ACTION, SUBJECT, PREVIOUS, HASH)
                        .from(AUDIT)
                        .orderBy(NUMBER)
                        .fetch(SqliteAuditTrail::entry));
    }

    private static Optional<AuditEntry> last(DSLContext sql) {
        return sql.select(NUMBER, AT_MILLIS, ACTION, SUBJECT, PREVIOUS, HASH)
                .from(AUDIT)
                .orderBy(NUMBER.desc())
                .limit(1)
                .fetchOptional(SqliteAuditTrail::entry);
    }

    private static AuditEntry entry(Record row) {
        return new AuditEntry(
                row.get(NUMBER),
                Instant.ofEpochMilli(row.get(AT_MILLIS)),
                row.get(ACTION),
                row.get(SUBJECT),
                row.get(PREVIOUS),
                row.get(HASH));
    }
}
