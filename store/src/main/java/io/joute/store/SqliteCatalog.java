package io.joute.store;

import io.joute.arena.catalog.Catalog;
import io.joute.arena.catalog.ModelCard;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** The catalogue in SQLite: one row a card. Safe for any number of threads; failures are {@link DatabaseException}s. */
public final class SqliteCatalog implements Catalog {
    private static final Table<Record> CARD = DSL.table("card");
    private static final Field<String> ID = DSL.field("id", SQLDataType.CLOB);
    private static final Field<Integer> VERSION = DSL.field("version", SQLDataType.INTEGER);
    private static final Field<String> PAYLOAD = DSL.field("payload", SQLDataType.CLOB);

    private final Database database;

    /** The catalogue in this database. */
    public SqliteCatalog(Database database) {
        this.database = database;
    }

    @Override
    public List<ModelCard> cards() {
        return where(DSL.noCondition());
    }

    @Override
    public Optional<ModelCard> card(String id) {
        return where(ID.eq(id)).stream().findFirst();
    }

    @Override
    public void save(ModelCard card) {
        String payload = CardCodec.write(card);
        database.write(
                "card " + card.id(),
                sql -> sql.insertInto(CARD, ID, VERSION, PAYLOAD)
                        .values(card.id(), CardCodec.VERSION, payload)
                        .onConflict(ID)
                        .doUpdate()
                        .set(VERSION, CardCodec.VERSION)
                        .set(PAYLOAD, payload)
                        .execute());
    }

    @Override
    public boolean remove(String id) {
        AtomicBoolean removed = new AtomicBoolean();
        database.write(
                "the removal of card " + id,
                sql -> removed.set(sql.deleteFrom(CARD).where(ID.eq(id)).execute() > 0));
        return removed.get();
    }

    private List<ModelCard> where(Condition which) {
        return database.read(
                "cards",
                sql -> sql.select(ID, VERSION, PAYLOAD)
                        .from(CARD)
                        .where(which)
                        .orderBy(ID)
                        .fetch(this::card));
    }

    private ModelCard card(Record row) {
        try {
            return CardCodec.read(row.get(VERSION), row.get(PAYLOAD));
        } catch (IllegalArgumentException e) {
            throw new DatabaseException(
                    database.file() + ": card '" + row.get(ID) + "' cannot be read: " + e.getMessage(), e);
        }
    }
}
