package io.joute.store;

import io.joute.arena.duel.DuelEvent;
import io.joute.arena.duel.DuelId;
import io.joute.arena.duel.DuelLog;
import io.joute.arena.duel.DuelLogException;
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

    private final Database database;

    /** The log in this database. */
    public SqliteDuelLog(Database database) {
        this.database = database;
    }

    @Override
    public void append(DuelEvent event) {
        EventCodec.Row row = EventCodec.row(event);
        failing(() -> {
            database.write(
                    row.type() + " of duel " + row.duel(),
                    sql -> sql.insertInto(EVENT, DUEL, TYPE, AT, VISITOR, VERSION, PAYLOAD)
                            .values(
                                    row.duel(),
                                    row.type(),
                                    row.at(),
                                    row.visitor().orElse(null),
                                    row.version(),
                                    row.payload())
                            .execute());
            return row;
        });
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
    public void readAll(Consumer<? super DuelEvent> reader) {
        each("all events", DSL.noCondition(), reader);
    }

    private void each(String what, Condition which, Consumer<? super DuelEvent> reader) {
        failing(() -> database.read(what, sql -> {
            try (Cursor<?> rows = rows(sql, which)) {
                rows.forEach(row -> reader.accept(event(row)));
            }
            return what;
        }));
    }

    private static Cursor<?> rows(DSLContext sql, Condition which) {
        return sql.select(SEQ, DUEL, TYPE, AT, VISITOR, VERSION, PAYLOAD)
                .from(EVENT)
                .where(which)
                .orderBy(SEQ)
                .fetchLazy();
    }

    private DuelEvent event(Record row) {
        try {
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

    private static <T> T failing(Supplier<T> call) {
        try {
            return call.get();
        } catch (DatabaseException e) {
            throw new DuelLogException(String.valueOf(e.getMessage()), e);
        }
    }
}
