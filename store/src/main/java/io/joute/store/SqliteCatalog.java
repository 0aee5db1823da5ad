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

    private static final Table<Record> OFFER = DSL.table("offered_card");

    private final Database database;

    /** The catalogue in this database. */
    public SqliteCatalog(Database database) {
        this.database = database;
    }

    @Override
    public List<ModelCard> cards() {
        return where(CARD, DSL.noCondition());
    }

    @Override
    public Optional<ModelCard> card(String id) {
        return where(CARD, ID.eq(id)).stream().findFirst();
    }

    @Override
    public void save(ModelCard card) {
        save(CARD, card);
    }

    @Override
    public boolean remove(String id) {
        AtomicBoolean removed = new AtomicBoolean();
        database.write(
                "the removal of card " + id,
                sql -> removed.set(sql.deleteFrom(CARD).where(ID.eq(id)).execute() > 0));
        return removed.get();
    }

    /**
     * Take a card from a file: added when its id is new, replaced when nobody changed it since the file last said
     * something else. One that was changed or removed meanwhile stays so.
     *
     * @return whether the catalogue changed
     */
    public boolean offer(ModelCard card) {
        Optional<ModelCard> before = where(OFFER, ID.eq(card.id())).stream().findFirst();
        if (before.equals(Optional.of(card))) {
            return false;
        }
        boolean taken = card(card.id()).equals(before);
        if (taken) {
            save(card);
        }
        save(OFFER, card);
        return taken;
    }

    private void save(Table<Record> table, ModelCard card) {
        String payload = CardCodec.write(card);
        database.write(
                "card " + card.id(),
                sql -> sql.insertInto(table, ID, VERSION, PAYLOAD)
                        .values(card.id(), CardCodec.VERSION, payload)
                        .onConflict(ID)
                        .doUpdate()
                        .set(VERSION, CardCodec.VERSION)
                        .set(PAYLOAD, payload)
                        .execute());
    }

    private List<ModelCard> where(Table<Record> table, Condition which) {
        return database.read(
                "cards",
                sql -> sql.select(ID, VERSION, PAYLOAD)
                        .from(table)
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
