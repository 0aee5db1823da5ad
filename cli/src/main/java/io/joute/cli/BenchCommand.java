package io.joute.cli;

import io.joute.engine.BatchBench;
import io.joute.engine.Engine;
import io.joute.engine.EngineBench;
import io.joute.engine.EngineOptions;
import io.joute.engine.ModelShape;
import io.joute.engine.RandomModel;
import io.joute.engine.tensor.ElementType;
import io.joute.engine.tensor.Quantizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code joute bench}: how fast a model reads and writes here. */
@Command(
        name = "bench",
        description = {
            "Measure how fast a model reads prompts and writes answers on this machine.",
            "",
            "Without a model at hand, --random makes one of random weights in the shape of a published one: 1b, 3b (Llama"
                    + " 3.2) or 8b (Llama 3.1). It says nothing sensible, at the same speed."
        },
        footer = {
            "",
            "Examples:",
            "  joute bench model.gguf",
            "  joute bench --random 1b --type Q4_0 --json",
            "  joute bench model.gguf --batch 1,2,4,8,16",
            "  joute bench --random 1b --keep random-1b.gguf"
        })
final class BenchCommand implements Callable<Integer> {
    private static final long SEED = 1;

    /** Those of llama-batched-bench's published figures. */
    private static final int BATCH_PROMPT = 128;

    private static final int BATCH_TOKENS = 64;

    private final Surroundings surroundings;

    @Mixin
    ArenaOptions options = new ArenaOptions();

    @Parameters(
            arity = "0..1",
            paramLabel = "MODEL",
            description = "A GGUF file, a model's folder, or the id of an installed model.")
    @Nullable
    String model;

    @Option(names = "--random", paramLabel = "SHAPE", description = "Make a model of this shape instead: 1b, 3b or 8b.")
    @Nullable
    String shape;

    @Option(
            names = "--type",
            defaultValue = "Q8_0",
            paramLabel = "TYPE",
            description = "How to store it; Q8_0 when not told.")
    String type = "";

    @Option(names = "--keep", paramLabel = "FILE", description = "Keep it in this file.")
    @Nullable
    Path keep;

    @Option(
            names = "--prompt",
            defaultValue = "512",
            paramLabel = "N",
            description = "Tokens to read; 512 when not told.")
    int prompt;

    @Option(
            names = "--tokens",
            defaultValue = "64",
            paramLabel = "N",
            description = "Tokens to write; 64 when not told.")
    int tokens;

    @Option(
            names = "--runs",
            defaultValue = "3",
            paramLabel = "N",
            description = "Measured runs of each; 3 when not told.")
    int runs;

    @Option(
            names = "--batch",
            split = ",",
            paramLabel = "N",
            description =
                    "Instead, so many prompts of 128 tokens at once, 64 tokens written to each; several, as 1,2,4,8,16.")
    List<Integer> batch = List.of();

    @Option(names = "--json", description = "Write JSON.")
    boolean json;

    BenchCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** What was measured: rates in tokens per second, the middle one of the runs, and all of them. */
    record Result(
            String model,
            long parameters,
            long weightBytes,
            String kernels,
            int threads,
            int promptTokens,
            int outputTokens,
            double prefillTokensPerSecond,
            double decodeTokensPerSecond,
            List<Double> prefillRuns,
            List<Double> decodeRuns) {
        static Result of(String name, Engine engine, EngineBench.Result measured) {
            return new Result(
                    name,
                    engine.parameterCount(),
                    engine.weightBytes(),
                    engine.kernelsName(),
                    engine.threads(),
                    measured.plan().prefillTokens(),
                    measured.plan().decodeTokens(),
                    measured.prefillTokensPerSecond(),
                    measured.decodeTokensPerSecond(),
                    measured.prefill(),
                    measured.decode());
        }
    }

    @Override
    public Integer call() throws IOException {
        if ((model == null) == (shape == null)) {
            throw new CommandFailure(Exit.USAGE, "expected either a model or --random SHAPE");
        }
        Settings settings = new SettingsReader(surroundings).conclude(options.given());
        if (model != null) {
            measure(ModelFile.named(model, settings).path(), settings);
        } else {
            measureRandom(shape(), settings);
        }
        return Exit.OK.code();
    }

    private void measureRandom(ModelShape made, Settings settings) throws IOException {
        Path file = keep == null ? Files.createTempFile("joute-random-", ".gguf") : keep;
        try {
            surroundings.err().println("joute bench: writing a random model to " + file);
            RandomModel.write(file, made, elementType(), SEED);
            measure(file, settings);
        } finally {
            if (keep == null) {
                Files.deleteIfExists(file);
            }
        }
    }

    private void measure(Path file, Settings settings) {
        EngineBench.Plan plan = plan();
        List<BatchBench.Plan> batches = batch.stream().map(this::batchPlan).toList();
        int together = batches.stream()
                .mapToInt(BatchBench.Plan::contextTokens)
                .max()
                .orElseGet(() -> Math.max(prompt, tokens + 1));
        EngineOptions engineOptions =
                EngineOptions.defaults().withThreads(settings.threads()).withContextLength(together);
        String name = String.valueOf(file.getFileName());
        try (Engine engine = Engine.open(file, engineOptions)) {
            if (batches.isEmpty()) {
                report(Result.of(name, engine, EngineBench.run(engine, plan)));
            } else {
                new BatchReport(name, engine, batches).print(surroundings, json);
            }
        }
    }

    private BatchBench.Plan batchPlan(int sequences) {
        try {
            return new BatchBench.Plan(sequences, BATCH_PROMPT, BATCH_TOKENS, runs);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(Exit.USAGE, String.valueOf(e.getMessage()), e);
        }
    }

    private EngineBench.Plan plan() {
        try {
            return new EngineBench.Plan(prompt, tokens, runs);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(Exit.USAGE, String.valueOf(e.getMessage()), e);
        }
    }

    private ModelShape shape() {
        return ModelShape.named(String.valueOf(shape))
                .orElseThrow(() -> new CommandFailure(
                        Exit.USAGE,
                        "--random is '" + shape + "', expected "
                                + String.join(
                                        ", ",
                                        ModelShape.PUBLISHED.stream()
                                                .map(ModelShape::name)
                                                .toList())));
    }

    private ElementType elementType() {
        return Quantizer.types().stream()
                .filter(each -> each.name().equalsIgnoreCase(type))
                .findFirst()
                .orElseThrow(() -> new CommandFailure(
                        Exit.USAGE, "--type is '" + type + "', expected one of " + Quantizer.types()));
    }

    private void report(Result result) {
        if (json) {
            Json.write(surroundings.out(), result);
            return;
        }
        surroundings
                .out()
                .println(String.format(
                        Locale.ROOT,
                        "%s: %s parameters, %.2f GB, %s, %d threads",
                        result.model,
                        Quantities.parameters(result.parameters / 1e9),
                        result.weightBytes / 1e9,
                        result.kernels,
                        result.threads));
        Table table = new Table("", "tokens", "tokens/s");
        table.add(
                "prefill",
                String.valueOf(result.promptTokens),
                Quantities.significant(result.prefillTokensPerSecond, 3));
        table.add(
                "decode", String.valueOf(result.outputTokens), Quantities.significant(result.decodeTokensPerSecond, 3));
        table.print(surroundings.out());
    }
}
