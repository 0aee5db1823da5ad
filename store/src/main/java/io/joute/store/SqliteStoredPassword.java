package io.joute.store;

import io.joute.arena.admin.PasswordHash;
import io.joute.arena.admin.StoredPassword;
import java.util.Optional;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** The administrator's password in SQLite, hashed. Failures are {@link DatabaseException}s. */
public final class SqliteStoredPassword implements StoredPassword {
    private static final Table<Record> PASSWORD = DSL.table("admin_password");
    private static final Field<Integer> ONLY_ROW = DSL.field("only_row", SQLDataType.INTEGER);
    private static final Field<String> HASH = DSL.field("hash", SQLDataType.CLOB);

    private final Database database;

    /** The password in this database. */
    public SqliteStoredPassword(Database database) {
        this.database = database;
    }

    @Override
    public Optional<PasswordHash> find() {
        return database.read(
                        "the administrator's password",
                        sql -> sql.select(HASH).from(PASSWORD).fetchOptional(HASH))
                .map(PasswordHash::parse);
    }

    @Override
    public void set(PasswordHash hash) {
        database.write(
                "the administrator's password",
                sql -> sql.insertInto(PASSWORD, ONLY_ROW, HASH)
                        .values(1, hash.text())
                        .onConflict(ONLY_ROW)
                        .doUpdate()
                        .set(HASH, hash.text())
                        .execute());
    }
}
