package io.joute.store;

import io.joute.arena.duel.DuelEvent;
import io.joute.arena.duel.DuelId;
import io.joute.arena.duel.DuelLog;
import io.joute.arena.duel.DuelLogException;
import io.joute.arena.duel.Receipt;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jooq.Condition;
import org.jooq.Cursor;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.ResultQuery;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** The log of duels in SQLite: one row an event. Safe for any number of threads. */
public final class SqliteDuelLog implements DuelLog {
    private static final Table<Record> EVENT = DSL.table("event");
    private static final Field<Long> SEQ = DSL.field("seq", SQLDataType.BIGINT);
    private static final Field<String> DUEL = DSL.field("duel", SQLDataType.CLOB);
    private static final Field<String> TYPE = DSL.field("type", SQLDataType.CLOB);
    private static final Field<String> AT = DSL.field("at", SQLDataType.CLOB);
    private static final Field<String> VISITOR = DSL.field("visitor", SQLDataType.CLOB);
    private static final Field<Integer> VERSION = DSL.field("version", SQLDataType.INTEGER);
    private static final Field<String> PAYLOAD = DSL.field("payload", SQLDataType.CLOB);
    private static final Field<byte[]> SALT = DSL.field("salt", SQLDataType.BLOB);
    private static final Field<byte[]> DIGEST = DSL.field("digest", SQLDataType.BLOB);
    private static final Field<String> RECEIPT = DSL.field("json_extract(payload, '$.receipt')", SQLDataType.CLOB);
    private static final int SALT_BYTES = 16;

    private final Database database;
    private final SecureRandom random = new SecureRandom();

    /** The log in this database. */
    public SqliteDuelLog(Database database) {
        this.database = database;
    }

    @Override
    public void append(DuelEvent event) {
        EventCodec.Row row = EventCodec.row(event);
        failing(() -> {
            database.write(row.type() + " of duel " + row.duel(), sql -> insert(sql, row));
            return row;
        });
    }

    /**
     * Texts are taken out by updates, which overwrite them with zeros; then the journal, which has them too, is emptied.
     * While a reader holds on to it, that waits for a later write.
     */
    @Override
    public void erase(DuelEvent.Erased event) {
        failing(() -> {
            database.write(
                    "the erasing of duel " + event.duel().value(),
                    sql -> sql.transaction(all -> {
                        insert(all.dsl(), EventCodec.row(event));
                        takeTextsOut(all.dsl(), event.duel());
                    }));
            database.emptyJournal();
            return event;
        });
    }

    private void insert(DSLContext sql, EventCodec.Row row) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        sql.insertInto(EVENT, DUEL, TYPE, AT, VISITOR, VERSION, PAYLOAD, SALT, DIGEST)
                .values(
                        row.duel(),
                        row.type(),
                        row.at(),
                        row.visitor().orElse(null),
                        row.version(),
                        row.payload(),
                        salt,
                        digest(salt, row.payload()))
                .execute();
    }

    private void takeTextsOut(DSLContext sql, DuelId duel) {
        for (Record row : rows(sql, DUEL.eq(duel.value())).fetch()) {
            EventCodec.Row left = EventCodec.row(event(row).withoutText());
            sql.update(EVENT)
                    .set(PAYLOAD, left.payload())
                    .set(VERSION, left.version())
                    .setNull(SALT)
                    .where(SEQ.eq(row.get(SEQ)))
                    .execute();
        }
    }

    @Override
    public List<DuelEvent> read(DuelId duel) {
        List<DuelEvent> events = new ArrayList<>();
        each("duel " + duel.value(), DUEL.eq(duel.value()), events::add);
        return List.copyOf(events);
    }

    @Override
    public List<DuelId> duelsOf(String visitor) {
        return failing(() -> database.read(
                "the duels of a visitor",
                sql -> sql.select(DUEL)
                        .from(EVENT)
                        .where(VISITOR.eq(visitor))
                        .orderBy(SEQ.desc())
                        .fetch(row -> new DuelId(row.get(DUEL)))));
    }

    @Override
    public Optional<DuelId> duelOf(Receipt receipt) {
        return failing(() -> database.read(
                "the duel of a receipt",
                sql -> sql.select(DUEL)
                        .from(EVENT)
                        .where(TYPE.eq(DSL.inline("revealed")))
                        .and(RECEIPT.eq(receipt.code()))
                        .fetchOptional(row -> new DuelId(row.get(DUEL)))));
    }

    @Override
    public void readAll(Consumer<? super DuelEvent> reader) {
        each("all events", DSL.noCondition(), reader);
    }

    private void each(String what, Condition which, Consumer<? super DuelEvent> reader) {
        failing(() -> database.read(what, sql -> {
            try (Cursor<?> rows = rows(sql, which).fetchLazy()) {
                rows.forEach(row -> reader.accept(event(row)));
            }
            return what;
        }));
    }

    private static ResultQuery<?> rows(DSLContext sql, Condition which) {
        return sql.select(SEQ, DUEL, TYPE, AT, VISITOR, VERSION, PAYLOAD, SALT, DIGEST)
                .from(EVENT)
                .where(which)
                .orderBy(SEQ);
    }

    private DuelEvent event(Record row) {
        try {
            requireAsWritten(row);
            return EventCodec.event(new EventCodec.Row(
                    row.get(DUEL),
                    row.get(TYPE),
                    row.get(AT),
                    Optional.ofNullable(row.get(VISITOR)),
                    row.get(VERSION),
                    row.get(PAYLOAD)));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new DatabaseException(
                    database.file() + ": event " + row.get(SEQ) + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** A row of the former table has no digest, one whose texts are erased no salt. */
    private static void requireAsWritten(Record row) {
        byte[] salt = row.get(SALT);
        if (salt != null && !MessageDigest.isEqual(row.get(DIGEST), digest(salt, row.get(PAYLOAD)))) {
            throw new IllegalArgumentException("its payload is not the one that was written: its digest differs");
        }
    }

    private static byte[] digest(byte[] salt, String payload) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(salt);
            return digest.digest(payload.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256, this one has not", impossible);
        }
    }

    private static <T> T failing(Supplier<T> call) {
        try {
            return call.get();
        } catch (DatabaseException e) {
            throw new DuelLogException(String.valueOf(e.getMessage()), e);
        }
    }
}
