package io.joute.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.joute.store.Database;
import io.joute.store.SqliteStoredPassword;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code joute admin password} and {@code joute audit}. */
final class AdminCommandTest {
    @TempDir
    Path data;

    @Test
    void makesAPasswordOfWhichOnlyTheHashIsKept() {
        Run run = run("admin", "password");

        assertThat(run.err()).isEmpty();
        String password = run.out().strip();
        assertThat(password).matches("([a-z2-9]{4}-){4}[a-z2-9]{4}");
        try (Database database = Database.open(data)) {
            assertThat(new SqliteStoredPassword(database).find().orElseThrow().matches(password))
                    .isTrue();
        }
        assertThat(run("audit").out()).contains("password.reset").doesNotContain(password);
    }

    @Test
    void saysThatTheTrailIsUnchanged() {
        assertThat(run("audit").out()).endsWith("0 entries, none changed\n");
        run("admin", "password");
        run("admin", "password");

        Run audit = run("audit");

        assertThat(audit.code()).isZero();
        assertThat(audit.out()).contains("2 entries, none changed; last hash ");
        assertThat(run("audit", "--json").out()).contains("\"action\" : \"password.reset\"");
    }

    @Test
    void findsTheEntryThatWasChanged() throws SQLException {
        run("admin", "password");
        run("admin", "password");
        try (Connection file = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("joute.db"));
                Statement sql = file.createStatement()) {
            sql.execute("DROP TRIGGER audit_is_never_changed");
            sql.execute("UPDATE audit SET subject = 'nobody' WHERE number = 2");
        }

        Run audit = run("audit");

        assertThat(audit.code()).isEqualTo(1);
        assertThat(audit.err()).startsWith("joute audit: entry 2 does not follow from the one before");
    }

    @Test
    void saysWhatItCanDo() {
        assertThat(Run.of("admin").err()).contains("try: joute admin password");
    }

    private Run run(String... arguments) {
        String[] all = java.util.Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = "--data";
        all[arguments.length + 1] = data.toString();
        return Run.of(all);
    }
}
