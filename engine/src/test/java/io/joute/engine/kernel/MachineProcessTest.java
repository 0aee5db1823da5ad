package io.joute.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Machine code in processes of its own, so that a crash is a failed test and not the end of the suite. */
class MachineProcessTest {
    private static final String NATIVE_ACCESS = "--enable-native-access=ALL-UNNAMED";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(names = {"AVX512_VNNI", "AVX_VNNI", "AVX2"})
    void everyKernelRuns(KernelChoice choice) throws Exception {
        assumeThat(choice.obstacle()).isEmpty();
        assertThat(run(NATIVE_ACCESS, "kernels", choice.name()))
                .hasSize(65)
                .allSatisfy(line -> assertThat(line).endsWith(": true"));
    }

    @ParameterizedTest
    @EnumSource(names = {"AVX512_VNNI", "AVX_VNNI", "AVX2"})
    void attentionRuns(KernelChoice choice) throws Exception {
        assumeThat(choice.obstacle()).isEmpty();
        assertThat(run(NATIVE_ACCESS, "attention", choice.name()))
                .hasSize(15)
                .allSatisfy(line -> assertThat(line).endsWith(": true"));
    }

    @ParameterizedTest
    @EnumSource(names = {"AVX512_VNNI", "AVX_VNNI", "AVX2"})
    void operationsOnElementsRun(KernelChoice choice) throws Exception {
        assumeThat(choice.obstacle()).isEmpty();
        assertThat(run(NATIVE_ACCESS, "elements", choice.name()))
                .containsExactly("halves false: true", "halves true: true");
    }

    @Test
    void dotProductsOfBf16Run() throws Exception {
        needsMachineCode();
        assertThat(run(NATIVE_ACCESS, "bf16"))
                .hasSize(13)
                .allSatisfy(line -> assertThat(line).endsWith(": true"));
    }

    @ParameterizedTest
    @EnumSource(names = {"MACHINE", "AVX2"})
    void aFileThatBecomesShorterIsAnErrorAndNotACrash(KernelChoice choice) throws Exception {
        assumeThat(choice.obstacle()).isEmpty();
        String gone = "a kernel read memory that is not there: the mapped file became shorter or unreadable";
        assertThat(run(NATIVE_ACCESS, "shorter", folder.resolve("weights").toString(), choice.name()))
                .containsExactly(
                        "Q8_0 × 1: " + gone,
                        "Q8_0 × 9: " + gone,
                        "Q4_0 × 1: " + gone,
                        "Q4_0 × 9: " + gone,
                        "Q4_K × 1: " + gone,
                        "Q4_K × 9: " + gone,
                        "Q5_K × 1: " + gone,
                        "Q5_K × 9: " + gone,
                        "Q6_K × 1: " + gone,
                        "Q6_K × 9: " + gone,
                        "Java's own read: InternalError");
    }

    @Test
    void memoryStaysOpenUntilAKernelHasReadIt() throws Exception {
        needsMachineCode();
        assertThat(run(NATIVE_ACCESS, "closed")).containsExactly("Already closed");
    }

    @Test
    void withoutNativeAccessVectorsComputeAndSayWhy() throws Exception {
        assumeThat(System.getProperty("os.name") + System.getProperty("os.arch"))
                .isEqualTo("Linuxamd64");
        assertThat(run("choice"))
                .singleElement()
                .asString()
                .startsWith("vector-")
                .endsWith(": native access is not enabled (start with --enable-native-access=ALL-UNNAMED)");
    }

    @Test
    void whereExecutableMemoryIsRefusedVectorsComputeAndSayWhy() throws Exception {
        needsMachineCode();
        String wholeAtStart = "-XX:InitialCodeCacheSize=64m";
        List<String> lines = run(NATIVE_ACCESS, wholeAtStart, "-XX:ReservedCodeCacheSize=64m", "refused");
        assumeThat(lines).doesNotContain("unknown to this system");
        assertThat(lines)
                .singleElement()
                .asString()
                .startsWith("vector-")
                .endsWith(": the system refuses executable memory");
    }

    private static void needsMachineCode() {
        assumeThat(KernelChoice.MACHINE.obstacle()).isEmpty();
    }

    /** Options of the virtual machine come first, then what the child is to do. */
    private static List<String> run(String... words) throws IOException, InterruptedException {
        Map<Boolean, List<String>> parts =
                Arrays.stream(words).collect(Collectors.partitioningBy(word -> word.startsWith("-")));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules",
                "jdk.incubator.vector",
                "-XX:TieredStopAtLevel=1",
                "-Xmx512m",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:ErrorFile=/dev/null"));
        command.addAll(parts.getOrDefault(true, List.of()));
        command.addAll(List.of(
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                        .replace('\n', File.pathSeparatorChar),
                MachineChild.class.getName()));
        command.addAll(parts.getOrDefault(false, List.of()));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output.lines().filter(line -> !line.startsWith("WARNING")).toList();
    }
}
