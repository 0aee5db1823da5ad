package io.joute.store;

import io.joute.arena.duel.OwnTag;
import io.joute.arena.duel.Tag;
import io.joute.arena.duel.TagChoice;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** The operator's tags in SQLite. Failures are {@link DatabaseException}s. */
public final class SqliteTagChoice implements TagChoice.Store {
    private static final Table<Record> CHOICE = DSL.table("tag_choice");
    private static final Field<Integer> ONLY_ROW = DSL.field("only_row", SQLDataType.INTEGER);
    private static final Field<String> TAGS = DSL.field("tags", SQLDataType.CLOB);

    private final Database database;

    /** The choice in this database. */
    public SqliteTagChoice(Database database) {
        this.database = database;
    }

    /** How the choice is written. */
    private record Stored(List<Own> own, List<String> hidden) {}

    private record Own(String key, Map<String, String> labels, boolean retired) {}

    @Override
    public TagChoice find() {
        return database.read("the tags", sql -> sql.select(TAGS).from(CHOICE).fetchOptional(TAGS))
                .map(json -> choice(Json.read(json, Stored.class)))
                .orElse(TagChoice.NONE);
    }

    @Override
    public void set(TagChoice choice) {
        String json = Json.write(new Stored(
                choice.own().stream()
                        .map(own -> new Own(own.tag().key(), own.labels(), own.retired()))
                        .toList(),
                choice.hidden().stream().sorted().map(Tag::key).toList()));
        database.write(
                "the tags",
                sql -> sql.insertInto(CHOICE, ONLY_ROW, TAGS)
                        .values(1, json)
                        .onConflict(ONLY_ROW)
                        .doUpdate()
                        .set(TAGS, json)
                        .execute());
    }

    private static TagChoice choice(Stored stored) {
        return new TagChoice(
                stored.own().stream()
                        .map(own -> new OwnTag(tag(own.key()), own.labels(), own.retired()))
                        .toList(),
                stored.hidden().stream().map(SqliteTagChoice::tag).collect(Collectors.toSet()));
    }

    private static Tag tag(String key) {
        return Tag.of(key).orElseThrow(() -> new IllegalArgumentException("found tag '" + key + "', expected a key"));
    }
}
