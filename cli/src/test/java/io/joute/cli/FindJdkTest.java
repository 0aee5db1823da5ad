package io.joute.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The script that finds a JDK for the launcher. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a shell script")
final class FindJdkTest {
    private static final Path SCRIPT = Path.of("..", "build", "find-jdk").toAbsolutePath();

    @TempDir
    Path home;

    @Test
    void takesTheJdkOfJavaHome() throws IOException, InterruptedException {
        Path jdk = jdk("mine", "25.0.9");

        assertThat(find(jdk)).isEqualTo(jdk.toString());
    }

    @Test
    void prefersA25ElsewhereToANewerOneInJavaHome() throws IOException, InterruptedException {
        jdk(".jdks/of-the-user", "25.0.1");

        assertThat(find(jdk("mine", "27.0.1")))
                .isNotEqualTo(home.resolve("mine").toString());
    }

    @Test
    void passesOverAnOlderJdkAndARuntimeWithoutCompiler() throws IOException, InterruptedException {
        Path runtime = jdk("runtime", "25.0.1");
        Files.delete(runtime.resolve("bin/javac"));
        Path found = jdk(".jdks/of-the-user", "25.0.1");

        assertThat(find(runtime)).isNotEqualTo(runtime.toString());
        assertThat(find(jdk("old", "17.0.2"))).isNotEqualTo(home.resolve("old").toString());
        assertThat(found).isDirectory();
    }

    private Path jdk(String name, String version) throws IOException {
        Path folder = home.resolve(name);
        Path compiler = Files.createDirectories(folder.resolve("bin")).resolve("javac");
        Files.writeString(compiler, "");
        assertThat(compiler.toFile().setExecutable(true)).isTrue();
        Files.writeString(folder.resolve("release"), "IMPLEMENTOR=\"Test\"\nJAVA_VERSION=\"" + version + "\"\n");
        return folder;
    }

    private String find(Path javaHome) throws IOException, InterruptedException {
        var builder = new ProcessBuilder("sh", SCRIPT.toString());
        builder.environment().put("JAVA_HOME", javaHome.toString());
        builder.environment().put("HOME", home.toString());
        Process process = builder.start();
        String found = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(process.waitFor()).isZero();
        return Objects.requireNonNull(found);
    }
}
