package io.joute.cli;

import io.joute.engine.EngineOptions;
import io.joute.engine.ModelCheck;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code joute check}: whether models would load, and why not. */
@Command(
        name = "check",
        description = {
            "Say whether models would load, by loading them.",
            "",
            "Each problem is one line on standard error; so is each oddity that does no harm, after 'warning:'."
                    + " The exit code is 0 when all would load."
        },
        footer = {
            "",
            "Examples:",
            "  joute check model.gguf",
            "  joute check --full --generate 8 downloads/Llama-3.2-1B-Instruct downloads/*.gguf"
        })
final class CheckCommand implements Callable<Integer> {
    private static final int MOST_TOKENS = 4096;

    private final Surroundings surroundings;

    @Parameters(arity = "1..*", paramLabel = "PATH", description = "GGUF files, folders, safetensors files.")
    List<Path> paths = List.of();

    @Option(
            names = "--full",
            description = "Look at every number of every weight, and compare FILE with the sum in FILE.sha256.")
    boolean full;

    @Option(names = "--generate", paramLabel = "N", description = "Let each answer with so many tokens.")
    int tokens;

    @Option(names = "--json", description = "Write JSON.")
    boolean json;

    CheckCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** What is known of one of them. */
    record Result(
            String path,
            boolean ok,
            boolean loads,
            Optional<String> problem,
            List<String> warnings,
            Optional<String> family,
            long weightBytes,
            List<Integer> generated,
            Optional<String> sha256) {}

    @Override
    public Integer call() throws IOException {
        if (tokens < 0 || tokens > MOST_TOKENS) {
            throw new CommandFailure(Exit.USAGE, "--generate is " + tokens + ", expected 0 to " + MOST_TOKENS);
        }
        List<Result> results = new ArrayList<>();
        for (Path path : paths) {
            results.add(checked(path));
        }
        if (json) {
            Json.write(surroundings.out(), results);
        }
        return (results.stream().allMatch(Result::ok) ? Exit.OK : Exit.FAILURE).code();
    }

    private Result checked(Path path) throws IOException {
        Optional<String> sum = full ? Checksum.of(path) : Optional.empty();
        ModelCheck check = ModelCheck.of(path, EngineOptions.defaults(), full, tokens);
        Optional<String> problem = full ? check.problem().or(() -> Checksum.mismatch(path, sum)) : check.problem();
        problem.ifPresent(line -> surroundings.err().println(OneLine.escaped(line)));
        check.warnings()
                .forEach(line ->
                        surroundings.err().println("warning: " + OneLine.escaped(path.getFileName() + ": " + line)));
        if (!json && problem.isEmpty() && check.loads()) {
            surroundings.out().println(path + ": loads (" + check.family().orElse("") + ")" + answered(check));
        }
        return new Result(
                path.toString(),
                problem.isEmpty(),
                check.loads(),
                problem,
                check.warnings(),
                check.family(),
                check.weightBytes(),
                check.generated(),
                sum);
    }

    private static String answered(ModelCheck check) {
        return check.generated().isEmpty() ? "" : ", answers " + check.generated();
    }
}
