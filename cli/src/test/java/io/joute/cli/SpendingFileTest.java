package io.joute.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What endpoints cost is remembered. */
final class SpendingFileTest {
    private static final LocalDate TODAY = LocalDate.parse("2026-11-25");

    @TempDir
    Path data;

    @Test
    void aRestartForgetsNothing() throws IOException {
        SpendingFile before = new SpendingFile(data);
        before.write("sonnet", TODAY, new BigDecimal("0.0000171"));
        before.write("gpt", TODAY, new BigDecimal("1E+1"));
        before.write("sonnet", TODAY, new BigDecimal("0.5"));

        SpendingFile after = new SpendingFile(data);

        assertThat(after.spent("sonnet", TODAY)).isEqualByComparingTo("0.5");
        assertThat(after.spent("gpt", TODAY)).isEqualByComparingTo("10");
        assertThat(after.spent("sonnet", TODAY.plusDays(1))).isZero();
        assertThat(data.resolve(SpendingFile.NAME)).hasContent("2026-11-25\tgpt\t10\n2026-11-25\tsonnet\t0.5\n");
    }

    @Test
    void aShorterFileLeavesNothingOfALongerOneThatWasNotFinished() throws IOException {
        Files.writeString(data.resolve(SpendingFile.NAME + ".new"), "x".repeat(1000));

        new SpendingFile(data).write("sonnet", TODAY, new BigDecimal("0.5"));

        assertThat(data.resolve(SpendingFile.NAME)).hasContent("2026-11-25\tsonnet\t0.5\n");
        assertThat(data.resolve(SpendingFile.NAME + ".new")).doesNotExist();
    }

    @Test
    void saysWhichLineCannotBeRead() throws IOException {
        Files.writeString(data.resolve(SpendingFile.NAME), "2026-11-25\tsonnet\tmuch\n");

        assertThatThrownBy(() -> new SpendingFile(data))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("sonnet\tmuch")
                .hasMessageContaining("expected day, endpoint and amount");
    }

    @Test
    void failsWhenItCannotWrite() throws IOException {
        SpendingFile spending = new SpendingFile(data.resolve("gone"));

        assertThatThrownBy(() -> spending.write("sonnet", TODAY, BigDecimal.ONE))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(SpendingFile.NAME);
    }
}
