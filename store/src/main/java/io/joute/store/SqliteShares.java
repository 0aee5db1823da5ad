package io.joute.store;

import io.joute.arena.duel.DuelId;
import io.joute.arena.duel.Share;
import io.joute.arena.duel.ShareKey;
import io.joute.arena.duel.Shares;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** Links to reveals in SQLite: one row a link. Safe for any number of threads; failures are {@link DatabaseException}s. */
public final class SqliteShares implements Shares {
    private static final Table<Record> SHARE = DSL.table("share");
    private static final Field<String> KEY = DSL.field("key", SQLDataType.CLOB);
    private static final Field<String> DUEL = DSL.field("duel", SQLDataType.CLOB);
    private static final Field<Integer> QUESTION = DSL.field("question", SQLDataType.INTEGER);

    private final Database database;

    /** The links in this database. */
    public SqliteShares(Database database) {
        this.database = database;
    }

    @Override
    public void put(Share share) {
        database.write(
                "the link of duel " + share.duel().value(),
                sql -> sql.transaction(all -> {
                    all.dsl()
                            .deleteFrom(SHARE)
                            .where(DUEL.eq(share.duel().value()))
                            .execute();
                    all.dsl()
                            .insertInto(SHARE, KEY, DUEL, QUESTION)
                            .values(share.key().value(), share.duel().value(), share.withQuestion() ? 1 : 0)
                            .execute();
                }));
    }

    @Override
    public Optional<Share> of(DuelId duel) {
        return where(DUEL.eq(duel.value()));
    }

    @Override
    public Optional<Share> find(ShareKey key) {
        return where(KEY.eq(key.value()));
    }

    @Override
    public void remove(DuelId duel) {
        database.write(
                "the end of the link of duel " + duel.value(),
                sql -> sql.deleteFrom(SHARE).where(DUEL.eq(duel.value())).execute());
    }

    private Optional<Share> where(Condition which) {
        return database.read(
                "a link",
                sql -> sql.select(KEY, DUEL, QUESTION)
                        .from(SHARE)
                        .where(which)
                        .fetchOptional(row -> new Share(
                                new ShareKey(row.get(KEY)), new DuelId(row.get(DUEL)), row.get(QUESTION) == 1)));
    }
}
