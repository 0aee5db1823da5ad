package io.joute.store;

import io.joute.arena.board.CastBy;
import io.joute.arena.board.History;
import io.joute.arena.board.ImportedVote;
import io.joute.arena.duel.DuelId;
import io.joute.arena.duel.Mode;
import io.joute.arena.prompt.Category;
import io.joute.arena.prompt.Subject;
import io.joute.arena.ranking.Comparison;
import io.joute.arena.ranking.Outcome;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jooq.Cursor;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** Imported votes in SQLite: one row a vote, apart from the log of duels. */
public final class SqliteHistory implements History {
    private static final Table<Record> VOTE = DSL.table("imported_vote");
    private static final Field<Long> SEQ = DSL.field("seq", SQLDataType.BIGINT);
    private static final Field<String> ID = DSL.field("id", SQLDataType.CLOB);
    private static final Field<String> SOURCE = DSL.field("source", SQLDataType.CLOB);
    private static final Field<Long> AT = DSL.field("at_millis", SQLDataType.BIGINT);
    private static final Field<String> MODE = DSL.field("mode", SQLDataType.CLOB);
    private static final Field<String> LANGUAGE = DSL.field("language", SQLDataType.CLOB);
    private static final Field<String> CATEGORY = DSL.field("category", SQLDataType.CLOB);
    private static final Field<String> CAST_BY = DSL.field("cast_by", SQLDataType.CLOB);
    private static final Field<String> VOTER = DSL.field("voter", SQLDataType.CLOB);
    private static final Field<String> MODEL_A = DSL.field("model_a", SQLDataType.CLOB);
    private static final Field<String> MODEL_B = DSL.field("model_b", SQLDataType.CLOB);
    private static final Field<String> OUTCOME = DSL.field("outcome", SQLDataType.CLOB);
    private static final List<Field<?>> COLUMNS =
            List.of(ID, SOURCE, AT, MODE, LANGUAGE, CATEGORY, CAST_BY, VOTER, MODEL_A, MODEL_B, OUTCOME);
    private static final int AT_ONCE = 50_000;
    private static final int ROWS_FETCHED = 1_000;

    private final Database database;

    /** The imported votes of this database. */
    public SqliteHistory(Database database) {
        this.database = database;
    }

    @Override
    public int add(List<ImportedVote> votes) {
        AtomicInteger added = new AtomicInteger();
        for (int from = 0; from < votes.size(); from += AT_ONCE) {
            List<ImportedVote> part = votes.subList(from, Math.min(votes.size(), from + AT_ONCE));
            database.write(
                    part.size() + " imported votes",
                    sql -> sql.transaction(all -> added.addAndGet(insert(all.dsl(), part))));
        }
        return added.get();
    }

    @Override
    public void readAll(Consumer<? super ImportedVote> reader) {
        database.read("imported votes", sql -> {
            try (Cursor<Record> rows = sql.select(COLUMNS)
                    .from(VOTE)
                    .orderBy(SEQ)
                    .fetchSize(ROWS_FETCHED)
                    .fetchLazy()) {
                rows.forEach(row -> reader.accept(vote(row)));
            }
            return true;
        });
    }

    @Override
    public Map<String, Long> sources() {
        Map<String, Long> sources = new TreeMap<>();
        database.read(
                        "sources of imported votes",
                        sql -> sql.select(SOURCE, DSL.count())
                                .from(VOTE)
                                .groupBy(SOURCE)
                                .fetch())
                .forEach(row -> sources.put(row.get(SOURCE), row.get(1, Long.class)));
        return sources;
    }

    @Override
    public int forget(String source) {
        AtomicInteger gone = new AtomicInteger();
        database.write(
                "the removal of " + source,
                sql -> gone.set(sql.deleteFrom(VOTE).where(SOURCE.eq(source)).execute()));
        return gone.get();
    }

    private static int insert(DSLContext sql, List<ImportedVote> votes) {
        int[] added = sql.batch(votes.stream()
                        .map(vote -> sql.insertInto(VOTE)
                                .columns(
                                        ID, SOURCE, AT, MODE, LANGUAGE, CATEGORY, CAST_BY, VOTER, MODEL_A, MODEL_B,
                                        OUTCOME)
                                .values(
                                        vote.id().value(),
                                        vote.source(),
                                        vote.at().toEpochMilli(),
                                        vote.mode().key(),
                                        vote.subject().language().orElse(null),
                                        vote.subject().category().key(),
                                        vote.castBy().key(),
                                        vote.comparison().voter(),
                                        vote.comparison().modelA(),
                                        vote.comparison().modelB(),
                                        vote.comparison().outcome().name())
                                .onConflictDoNothing())
                        .toList())
                .execute();
        return Arrays.stream(added).sum();
    }

    private static ImportedVote vote(Record row) {
        return new ImportedVote(
                new DuelId(row.get(ID)),
                row.get(SOURCE),
                Instant.ofEpochMilli(row.get(AT)),
                named(Mode.values(), Mode::key, row.get(MODE)),
                new Subject(
                        Optional.ofNullable(row.get(LANGUAGE)),
                        named(Category.values(), Category::key, row.get(CATEGORY))),
                named(CastBy.values(), CastBy::key, row.get(CAST_BY)),
                new Comparison(row.get(VOTER), row.get(MODEL_A), row.get(MODEL_B), Outcome.valueOf(row.get(OUTCOME))));
    }

    private static <T> T named(T[] values, Function<T, String> key, String found) {
        return Arrays.stream(values)
                .filter(value -> key.apply(value).equals(found))
                .findFirst()
                .orElseThrow(() -> new DatabaseException("an imported vote has '" + found + "', expected one of "
                        + Arrays.stream(values).map(key).toList() + ": written by another version of Joute"));
    }
}
