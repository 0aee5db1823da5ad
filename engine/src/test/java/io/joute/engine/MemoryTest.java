package io.joute.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How much memory counts as available. */
final class MemoryTest {
    private static final long KIB = 1024;

    @TempDir
    Path folder;

    @Test
    void takesWhatLinuxCounts() throws IOException {
        assertThat(Memory.available(900 * KIB, meminfo("MemAvailable:     500 kB")))
                .isEqualTo(500 * KIB);
    }

    @Test
    void neverMoreThanAContainerHasInAll() throws IOException {
        assertThat(Memory.available(300 * KIB, meminfo("MemAvailable:     500 kB")))
                .isEqualTo(300 * KIB);
    }

    @Test
    void allOfItWhereNothingIsCounted() throws IOException {
        assertThat(Memory.available(300 * KIB, folder.resolve("none"))).isEqualTo(300 * KIB);
        assertThat(Memory.available(300 * KIB, meminfo("MemFree:     1 kB"))).isEqualTo(300 * KIB);
        assertThat(Memory.available(300 * KIB, meminfo("MemAvailable:"))).isEqualTo(300 * KIB);
    }

    private Path meminfo(String line) throws IOException {
        return Files.writeString(folder.resolve("meminfo"), "MemTotal:     900 kB\n" + line + "\n");
    }
}
