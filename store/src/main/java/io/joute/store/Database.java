package io.joute.store;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteException;

/**
 * The SQLite file {@code joute.db} of one data directory, held for this process. Safe for any number of threads.
 *
 * <p>Journal in WAL mode, every commit synchronised in full (both read back when opening), one writer. After the first
 * I/O error nothing is written any more: the system marks pages that it failed to write as clean, so that a later
 * success would prove nothing ("Can applications recover from fsync failures?", USENIX ATC 2020). Reading goes on.
 */
public final class Database implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Database.class);
    private static final String FILE = "joute.db";
    private static final int FULL = 2;
    private static final int PRIMARY_CODE = 0xff;
    private static final int IO_ERROR = 10;
    private static final int CORRUPT = 11;
    private static final int NOT_A_DATABASE = 26;
    private static final Set<Integer> FINAL = Set.of(IO_ERROR, CORRUPT, NOT_A_DATABASE);
    /** On these, locks and the shared memory of the journal are not reliable. */
    private static final Set<String> NETWORK = Set.of("nfs", "nfs4", "cifs", "smb2", "smb3", "smbfs", "9p", "afs");

    private final Path file;
    private final DirectoryLock lock;
    private final HikariDataSource writer;
    private final HikariDataSource readers;
    private final @Nullable Object fileKey;
    private final ReentrantLock writing = new ReentrantLock();
    private volatile Optional<String> readOnly = Optional.empty();
    private boolean journalToEmpty;

    private Database(Path file, DirectoryLock lock, HikariDataSource writer, HikariDataSource readers)
            throws IOException {
        this.file = file;
        this.lock = lock;
        this.writer = writer;
        this.readers = readers;
        this.fileKey = fileKey(file);
    }

    /**
     * Open the database of a directory, creating or upgrading it.
     *
     * @throws DatabaseException when the directory cannot be used, is on a network, or belongs to another process, which
     *     the message names
     */
    public static Database open(Path directory) {
        // The only switch for the library's banner.
        System.setProperty("org.jooq.no-logo", "true");
        System.setProperty("org.jooq.no-tips", "true");
        try {
            create(directory);
            requireLocal(directory);
            DirectoryLock lock = DirectoryLock.take(directory);
            return opened(directory.toRealPath().resolve(FILE), lock);
        } catch (IOException e) {
            throw new DatabaseException(directory + ": cannot hold the data directory: " + e, e);
        }
    }

    /** The file. */
    public Path file() {
        return file;
    }

    /** Why nothing is written any more, if so: something is to be repaired and the process started again. */
    public Optional<String> readOnly() {
        return readOnly;
    }

    /** Read with {@code query}; {@code what} says what, for the message of a failure. */
    <T> T read(String what, Function<DSLContext, T> query) {
        try (Connection connection = readers.getConnection()) {
            return query.apply(context(connection));
        } catch (SQLException | DataAccessException e) {
            throw new DatabaseException(file + ": cannot read " + what + ": " + reason(e), e);
        }
    }

    /**
     * Write with one {@code statement}, committed and on the disk when this returns. An interrupted thread still gets a
     * whole answer, its flag kept.
     *
     * @throws DatabaseException when it may not have been stored
     */
    void write(String what, Consumer<DSLContext> statement) {
        writing.lock();
        boolean interrupted = Thread.interrupted();
        try {
            requireWritable();
            writeOn(what, statement);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            writing.unlock();
        }
    }

    /** Leave nothing in the journal of what was written so far: at once, or if a reader holds on to it, with a later write. */
    void emptyJournal() {
        writing.lock();
        try {
            journalToEmpty = true;
            write("the emptied journal", sql -> {});
        } finally {
            writing.unlock();
        }
    }

    @Override
    public void close() {
        readers.close();
        writer.close();
        try {
            lock.close();
        } catch (IOException e) {
            LOG.warn("{}: cannot free the data directory: {}", file.getParent(), e.toString());
        }
    }

    private static Database opened(Path file, DirectoryLock lock) throws IOException {
        Database database = null;
        HikariDataSource writer = null;
        try {
            writer = Connections.writer(file);
            migrate(writer);
            requireDurable(writer);
            database = new Database(file, lock, writer, Connections.readers(file));
            return database;
        } catch (RuntimeException e) {
            throw new DatabaseException(file + ": cannot open the database: " + e.getMessage(), e);
        } finally {
            if (database == null) {
                abandon(writer, lock);
            }
        }
    }

    private static void abandon(@Nullable HikariDataSource writer, DirectoryLock lock) throws IOException {
        if (writer != null) {
            writer.close();
        }
        lock.close();
    }

    private static void migrate(HikariDataSource writer) {
        try {
            Flyway.configure(Database.class.getClassLoader())
                    .dataSource(writer)
                    .locations("classpath:db/migration")
                    .loggers("slf4j")
                    // A later version's tables are not ours to write.
                    .ignoreMigrationPatterns(new String[0])
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw new DatabaseException("its tables are not those of this version of Joute: " + e.getMessage(), e);
        }
    }

    private static void requireDurable(HikariDataSource writer) {
        try (Connection connection = writer.getConnection()) {
            int synchronous = pragma(connection, "synchronous", Integer.class);
            String journal = pragma(connection, "journal_mode", String.class);
            int foreignKeys = pragma(connection, "foreign_keys", Integer.class);
            if (synchronous != FULL || !journal.equals("wal") || foreignKeys != 1) {
                throw new DatabaseException("synchronous is " + synchronous + ", journal_mode '" + journal
                        + "', foreign_keys " + foreignKeys + ", expected 2 (full), 'wal' and 1");
            }
        } catch (SQLException e) {
            throw new DatabaseException("cannot ask how it is stored: " + e.getMessage(), e);
        }
    }

    private static <T> T pragma(Connection connection, String name, Class<T> type) {
        return Objects.requireNonNull(context(connection).fetchOne("PRAGMA " + name), name)
                .get(0, type);
    }

    /** For the owner alone: it will hold what visitors ask. */
    private static void create(Path directory) throws IOException {
        boolean posix = directory.getFileSystem().supportedFileAttributeViews().contains("posix");
        if (posix && !Files.exists(directory)) {
            Files.createDirectories(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectories(directory);
        }
    }

    private static void requireLocal(Path directory) throws IOException {
        String type = Files.getFileStore(directory).type();
        if (NETWORK.contains(type)) {
            throw new DatabaseException(directory + ": is on a network file system (" + type
                    + "), where SQLite loses data; choose a directory on a local disk");
        }
    }

    private void requireWritable() {
        if (readOnly.isEmpty() && !Objects.equals(fileKey, currentKey())) {
            giveUp("the file was moved or deleted while it was open");
        }
        readOnly.ifPresent(why -> {
            throw new DatabaseException(
                    file + ": nothing is written any more: " + why + "; repair this, then start Joute again");
        });
    }

    private void writeOn(String what, Consumer<DSLContext> statement) {
        try (Connection connection = writer.getConnection()) {
            try {
                statement.accept(context(connection));
                if (journalToEmpty) {
                    journalToEmpty = isBusy(context(connection).fetchOne("PRAGMA wal_checkpoint(TRUNCATE)"));
                }
            } catch (DataAccessException e) {
                // A connection on which a statement failed is not to be trusted with the next.
                writer.evictConnection(connection);
                throw e;
            }
        } catch (SQLException | DataAccessException e) {
            giveUpAfter(e);
            throw new DatabaseException(file + ": cannot write " + what + ": " + reason(e), e);
        }
    }

    private static boolean isBusy(@Nullable Record checkpoint) {
        return checkpoint == null || checkpoint.get(0, Integer.class) != 0;
    }

    /** What SQLite said, without the statement. */
    private static String reason(Exception failure) {
        return failure instanceof DataAccessException && failure.getCause() instanceof SQLException sqlite
                ? String.valueOf(sqlite.getMessage())
                : String.valueOf(failure.getMessage());
    }

    private void giveUpAfter(Exception failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLiteException sqlite && FINAL.contains(sqlite.getResultCode().code & PRIMARY_CODE)) {
                giveUp("a statement failed with " + sqlite.getResultCode());
            }
        }
    }

    private void giveUp(String why) {
        LOG.error("{}: {}: no more votes are taken until Joute is started again", file, why);
        readOnly = Optional.of(why);
    }

    private @Nullable Object currentKey() {
        try {
            return fileKey(file);
        } catch (IOException e) {
            return null;
        }
    }

    private static @Nullable Object fileKey(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    }

    private static DSLContext context(Connection connection) {
        return DSL.using(connection, SQLDialect.SQLITE);
    }
}
