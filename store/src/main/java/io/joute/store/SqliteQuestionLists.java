package io.joute.store;

import io.joute.arena.admin.Question;
import io.joute.arena.admin.QuestionLists;
import java.util.List;
import java.util.Optional;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** The operator's questions in SQLite. Failures are {@link DatabaseException}s. */
public final class SqliteQuestionLists implements QuestionLists {
    private static final Table<Record> LISTS = DSL.table("question_list");
    private static final Field<String> LANGUAGE = DSL.field("language", SQLDataType.CLOB);
    private static final Field<String> QUESTIONS = DSL.field("questions", SQLDataType.CLOB);

    private final Database database;

    /** The lists in this database. */
    public SqliteQuestionLists(Database database) {
        this.database = database;
    }

    /** How a list is written. */
    private record Stored(List<Question> questions) {}

    @Override
    public Optional<List<Question>> find(String language) {
        return database.read(
                        "the suggested questions",
                        sql -> sql.select(QUESTIONS)
                                .from(LISTS)
                                .where(LANGUAGE.eq(language))
                                .fetchOptional(QUESTIONS))
                .map(json -> List.copyOf(Json.read(json, Stored.class).questions()));
    }

    @Override
    public void set(String language, List<Question> questions) {
        String json = Json.write(new Stored(questions));
        database.write(
                "the suggested questions",
                sql -> sql.insertInto(LISTS, LANGUAGE, QUESTIONS)
                        .values(language, json)
                        .onConflict(LANGUAGE)
                        .doUpdate()
                        .set(QUESTIONS, json)
                        .execute());
    }

    @Override
    public void forget(String language) {
        database.write(
                "the suggested questions",
                sql -> sql.deleteFrom(LISTS).where(LANGUAGE.eq(language)).execute());
    }
}
