package io.joute.store;

import io.joute.arena.moderation.BlockedWords;
import io.joute.arena.moderation.Moderation;
import io.joute.arena.moderation.StoredModeration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * What an operator decided of questions and visitors, in SQLite: one row a decision, none where the default holds. Safe for
 * any number of threads; failures are {@link DatabaseException}s.
 */
public final class SqliteModeration implements StoredModeration {
    private static final Table<Record> MODERATION = DSL.table("moderation");
    private static final Field<String> NAME = DSL.field("name", SQLDataType.CLOB);
    private static final Field<String> VALUE = DSL.field("value", SQLDataType.CLOB);

    private static final String PER_VISITOR = "duels-per-visitor";
    private static final String PER_ADDRESS = "duels-per-address";
    private static final String POINTS_OUT = "points-out";
    private static final String WORDS = "words";
    private static final String VISITORS = "visitors";

    private final Database database;

    /** The decisions in this database. */
    public SqliteModeration(Database database) {
        this.database = database;
    }

    @Override
    public Moderation find() {
        Map<String, String> rows = database.read(
                "the moderation",
                sql -> sql.select(NAME, VALUE).from(MODERATION).fetchMap(NAME, VALUE));
        try {
            return new Moderation(
                    Optional.ofNullable(rows.get(PER_VISITOR)).map(Integer::valueOf),
                    Optional.ofNullable(rows.get(PER_ADDRESS)).map(Integer::valueOf),
                    Boolean.parseBoolean(rows.getOrDefault(POINTS_OUT, "true")),
                    new BlockedWords(lines(rows.getOrDefault(WORDS, ""))),
                    lines(rows.getOrDefault(VISITORS, "")));
        } catch (IllegalArgumentException e) {
            throw new DatabaseException(database.file() + ": the moderation cannot be read: " + e.getMessage(), e);
        }
    }

    private static List<String> lines(String value) {
        return value.lines().toList();
    }

    @Override
    public void set(Moderation moderation) {
        database.write("the moderation", sql -> {
            sql.deleteFrom(MODERATION).execute();
            moderation.perVisitor().ifPresent(limit -> insert(sql, PER_VISITOR, limit.toString()));
            moderation.perAddress().ifPresent(limit -> insert(sql, PER_ADDRESS, limit.toString()));
            insert(sql, POINTS_OUT, Boolean.toString(moderation.pointsOut()));
            insert(sql, WORDS, String.join("\n", moderation.words().entries()));
            insert(sql, VISITORS, String.join("\n", moderation.visitors()));
        });
    }

    private static void insert(DSLContext sql, String name, String value) {
        sql.insertInto(MODERATION, NAME, VALUE).values(name, value).execute();
    }
}
