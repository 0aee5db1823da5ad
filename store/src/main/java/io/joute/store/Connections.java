package io.joute.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Duration;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** Pools of connections to one SQLite file: one writer, some readers. */
final class Connections {
    private static final Duration BUSY = Duration.ofSeconds(5);
    private static final Duration WAIT = Duration.ofSeconds(10);
    private static final int READERS = 4;

    private Connections() {}

    /** A single connection that may write: each commit is on the disk when it returns. */
    static HikariDataSource writer(Path file) {
        SQLiteConfig sqlite = common();
        sqlite.setJournalMode(SQLiteConfig.JournalMode.WAL);
        sqlite.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        sqlite.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        sqlite.setPragma(SQLiteConfig.Pragma.SECURE_DELETE, "true");
        HikariConfig config = pool(file, sqlite, "joute-writer");
        config.setMaximumPoolSize(1);
        return new HikariDataSource(config);
    }

    /** Connections that cannot write. */
    static HikariDataSource readers(Path file) {
        SQLiteConfig sqlite = common();
        sqlite.setReadOnly(true);
        HikariConfig config = pool(file, sqlite, "joute-reader");
        config.setReadOnly(true);
        config.setMaximumPoolSize(READERS);
        config.setMinimumIdle(1);
        return new HikariDataSource(config);
    }

    private static SQLiteConfig common() {
        SQLiteConfig sqlite = new SQLiteConfig();
        sqlite.setBusyTimeout(Math.toIntExact(BUSY.toMillis()));
        sqlite.enforceForeignKeys(true);
        return sqlite;
    }

    private static HikariConfig pool(Path file, SQLiteConfig sqlite, String name) {
        SQLiteDataSource source = new SQLiteDataSource(sqlite);
        source.setUrl("jdbc:sqlite:" + file);
        HikariConfig config = new HikariConfig();
        config.setDataSource(source);
        config.setPoolName(name);
        config.setConnectionTimeout(WAIT.toMillis());
        // Connections to a file do not go stale; replacing them would only cost.
        config.setMaxLifetime(0);
        return config;
    }
}
