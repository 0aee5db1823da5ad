package io.joute.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.joute.distill.demo.DemoModels;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Each example is a program: it is run as one, in a JVM of its own, with a model that knows capitals. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExamplesTest {
    /** Words in the names of what is not the engine, nor needed by it. */
    private static final List<String> ALL_BUT_THE_ENGINE = List.of("langchain4j", "distill", "junit", "assertj");

    private @SuppressWarnings("NullAway.Init") Path directory;
    private @SuppressWarnings("NullAway.Init") String model;

    @BeforeAll
    void installModel(@TempDir Path temporary) throws IOException {
        directory = temporary;
        model = DemoModels.install(temporary).stream()
                .map(installed -> installed.file().toString())
                .filter(file -> file.endsWith("joute-demo-3m.gguf"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void tenLinesChatWithNothingButTheEngine() throws IOException, InterruptedException {
        assertThat(run(ALL_BUT_THE_ENGINE, ChatInTenLines.class, "What is the capital of Germany?"))
                .hasSize(1)
                .first()
                .asString()
                .contains("Berlin");
    }

    @Test
    void langChain4jHoldsAConversation() throws IOException, InterruptedException {
        List<String> lines = run(
                List.of(),
                ChatWithLangChain4j.class,
                "What is the capital of Germany?",
                "What is the capital of France?");

        assertThat(lines).hasSize(4);
        assertThat(lines.get(0)).contains("Berlin");
        assertThat(lines.get(1)).matches(" {2}\\d+ tokens read, \\d+ written, STOP");
        assertThat(lines.get(2)).contains("Paris");
    }

    @Test
    void theRightAnswerWeighsMost() throws IOException, InterruptedException {
        List<String> lines = run(
                ALL_BUT_THE_ENGINE,
                WeighAnswers.class,
                "What is the capital of Germany?",
                "The capital of Germany is Berlin.",
                "The capital of Germany is Lima.");

        assertThat(lines).hasSize(2);
        assertThat(probability(lines.getFirst())).isGreaterThan(100 * probability(lines.getLast()));
    }

    private static double probability(String line) {
        return Double.parseDouble(line.substring(0, line.indexOf(' ')));
    }

    @Test
    void theReadmeShowsTheTenLinesAsTheyAre() throws IOException {
        String readme = Files.readString(Path.of("..", "README.md"));
        String shown = readme.replaceFirst("(?s).*```java\\n(.*?)```.*", "$1");
        String source = Files.readString(Path.of("src/main/java/io/joute/examples/ChatInTenLines.java"));

        assertThat(shown.lines()).hasSize(10);
        assertThat(source.indent(-8)).contains(shown);
    }

    /** Run {@code example} on the class path less what is named with a word of {@code without}; its lines of output. */
    private List<String> run(List<String> without, Class<?> example, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules",
                "jdk.incubator.vector",
                "-cp",
                classPath(without),
                example.getName(),
                model));
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile(directory, "output", ".txt");
        Path errors = Files.createTempFile(directory, "errors", ".txt");
        int exit = new ProcessBuilder(command)
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile())
                .start()
                .waitFor();
        assertThat(exit).as(Files.readString(errors)).isZero();
        return Files.readAllLines(output, StandardCharsets.UTF_8);
    }

    private static String classPath(List<String> without) {
        return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
                .splitAsStream(System.getProperty("java.class.path"))
                .filter(entry -> without.stream().noneMatch(ending(entry)::contains))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** A jar and its folders, or a module and {@code target/classes}: what is above depends on the machine. */
    private static String ending(String entry) {
        Path path = Path.of(entry);
        int names = path.getNameCount();
        return path.subpath(Math.max(0, names - 3), names).toString();
    }
}
