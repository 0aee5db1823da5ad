package io.joute.store;

import io.joute.arena.admin.LegalText;
import io.joute.arena.admin.TextVersion;
import io.joute.arena.admin.TextVersions;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** Versions of the texts in SQLite: the file itself refuses changes and deletions. Failures are {@link DatabaseException}s. */
public final class SqliteTextVersions implements TextVersions {
    private static final Table<Record> VERSIONS = DSL.table("legal_text_version");
    private static final Field<Integer> NUMBER = DSL.field("number", SQLDataType.INTEGER);
    private static final Field<Long> AT_MILLIS = DSL.field("at_millis", SQLDataType.BIGINT);
    private static final Field<String> TEXTS = DSL.field("texts", SQLDataType.CLOB);

    private final Database database;

    /** The versions in this database. */
    public SqliteTextVersions(Database database) {
        this.database = database;
    }

    /** How the texts of a version are written: by language. */
    private record Stored(Map<String, String> terms, Map<String, String> privacy) {}

    @Override
    public List<TextVersion> all() {
        return database.read(
                "the legal texts",
                sql -> sql.select(NUMBER, AT_MILLIS, TEXTS)
                        .from(VERSIONS)
                        .orderBy(NUMBER)
                        .fetch(row -> new TextVersion(
                                row.get(NUMBER), Instant.ofEpochMilli(row.get(AT_MILLIS)), texts(row.get(TEXTS)))));
    }

    @Override
    public void add(TextVersion version) {
        String json = Json.write(new Stored(words(version, LegalText.TERMS), words(version, LegalText.PRIVACY)));
        database.write(
                "version " + version.number() + " of the legal texts",
                sql -> sql.insertInto(VERSIONS, NUMBER, AT_MILLIS, TEXTS)
                        .values(version.number(), version.at().toEpochMilli(), json)
                        .execute());
    }

    private static Map<String, String> words(TextVersion version, LegalText text) {
        return version.texts().getOrDefault(text, Map.of());
    }

    private static Map<LegalText, Map<String, String>> texts(String json) {
        Stored stored = Json.read(json, Stored.class);
        return new EnumMap<>(Map.of(LegalText.TERMS, stored.terms(), LegalText.PRIVACY, stored.privacy()));
    }
}
