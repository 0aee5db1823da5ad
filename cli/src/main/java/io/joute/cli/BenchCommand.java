package io.joute.cli;

import io.joute.arena.energy.Meters;
import io.joute.arena.energy.PowercapMeter;
import io.joute.engine.DuelBench;
import io.joute.engine.Engine;
import io.joute.engine.EngineBench;
import io.joute.engine.EngineOptions;
import io.joute.engine.ModelShape;
import io.joute.engine.RandomModel;
import io.joute.engine.kernel.KernelChoice;
import io.joute.engine.tensor.ElementType;
import io.joute.engine.tensor.Quantizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code joute bench}: how fast a model reads and writes here, and what that takes. */
@Command(
        name = "bench",
        description = {
            "Measure how fast a model reads prompts and writes answers on this machine, beside how fast the machine reads"
                    + " memory; how long it takes to begin; memory and energy.",
            "",
            "Lists say what: --prompt, --context, --batch; without any, a prompt of 512 tokens and an answer to next to"
                    + " nothing. --series is all of them. --compare lets other engines take turns with Joute.",
            "",
            "Without a model at hand, --random makes one of random weights in the shape of a published one: 1b, 3b (Llama"
                    + " 3.2) or 8b (Llama 3.1). It says nothing sensible, at the same speed."
        },
        footer = {
            "",
            "Examples:",
            "  joute bench model.gguf",
            "  joute bench model.gguf --series --json",
            "  joute bench model.gguf --prompt 16,512 --context 0,2048 --batch 1,8",
            "  joute bench --random 1b --type Q4_0 --keep random-1b.gguf",
            "  joute bench model.gguf --beside other.gguf",
            "  joute bench model.gguf --draft small.gguf --tokens 200",
            "  joute bench model.gguf --compare --llama-cpp ~/peer --svg chart.svg"
        })
final class BenchCommand implements Callable<Integer> {
    private static final long SEED = 1;
    private static final int FIRST_PROMPT = 16;
    private static final List<Integer> SERIES_PROMPTS = List.of(16, 128, 512, 2048);
    private static final List<Integer> SERIES_CONTEXTS = List.of(0, 2048, 16_384);
    private static final List<Integer> SERIES_BATCHES = List.of(1, 2, 4, 8, 16);

    private final Surroundings surroundings;
    private final Clock clock;

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
            names = "--series",
            description = "Measure prompts of 16, 128, 512, 2048, answers after 0, 2048, 16384, and 1, 2, 4, 8, 16 at"
                    + " once; another list for one of these when told. What the model is too short for is left out.")
    boolean series;

    @Option(names = "--prompt", split = ",", paramLabel = "N", description = "Read prompts of so many tokens.")
    List<Integer> prompts = List.of();

    @Option(
            names = "--context",
            split = ",",
            paramLabel = "N",
            description = "Write an answer after so many tokens; 0 is after next to nothing.")
    List<Integer> contexts = List.of();

    @Option(
            names = "--batch",
            split = ",",
            paramLabel = "N",
            description = "Read so many prompts of 128 tokens at once, and write 64 to each.")
    List<Integer> batches = List.of();

    @Option(
            names = "--beside",
            paramLabel = "MODEL",
            description =
                    "Measure only what is left of each one's rate when this model and the first write at once, as in a"
                            + " duel: after prompts of 128 tokens.")
    @Nullable
    String beside;

    @Option(
            names = "--tokens",
            defaultValue = "64",
            paramLabel = "N",
            description = "Tokens to write after a context; 64 when not told.")
    int tokens;

    @Option(
            names = "--runs",
            defaultValue = "3",
            paramLabel = "N",
            description = "Measured runs of each, after one that warms up; 3 when not told.")
    int runs;

    @Option(
            names = "--kernels",
            paramLabel = "KIND",
            description = "What computes: ${COMPLETION-CANDIDATES}; the fastest that runs here when not told.")
    @Nullable
    KernelChoice kernels;

    @Option(names = "--json", description = "Write JSON: medians, lowest, highest and every run.")
    boolean json;

    @Mixin
    CompareOptions comparing = new CompareOptions();

    @Mixin
    DraftBenchOptions guessing = new DraftBenchOptions();

    BenchCommand(Surroundings surroundings, Clock clock) {
        this.surroundings = surroundings;
        this.clock = clock;
    }

    @Override
    public Integer call() throws IOException {
        if ((model == null) == (shape == null)) {
            throw new CommandFailure(Exit.USAGE, "expected either a model or --random SHAPE");
        }
        if (comparing.svg != null && !comparing.compare) {
            throw new CommandFailure(Exit.USAGE, "--svg draws a comparison, expected --compare too");
        }
        Settings settings = new SettingsReader(surroundings).conclude(options.given());
        if (beside != null) {
            measureDuel(beside, settings);
            return Exit.OK.code();
        }
        BenchPlan plan = plan();
        if (guessing.asked()) {
            measureGuesses(plan, settings);
        } else if (model != null) {
            measure(ModelFile.named(model, settings).path(), plan, settings);
        } else {
            measureRandom(shape(), plan, settings);
        }
        return Exit.OK.code();
    }

    private void measureGuesses(BenchPlan plan, Settings settings) throws IOException {
        if (model == null || comparing.compare) {
            throw new CommandFailure(
                    Exit.USAGE, "--draft measures a model's answers, and nothing else, expected MODEL");
        }
        EngineOptions usual = engineOptions(settings).withDrafting(guessing.drafting(settings));
        DraftResult result = guessing.measure(ModelFile.named(model, settings), usual, plan, this::tell);
        if (json) {
            Json.write(surroundings.out(), result);
        } else {
            result.print(surroundings.out());
        }
    }

    private void measureDuel(String other, Settings settings) throws IOException {
        if (model == null
                || comparing.compare
                || series
                || !prompts.isEmpty()
                || !contexts.isEmpty()
                || !batches.isEmpty()) {
            throw new CommandFailure(
                    Exit.USAGE, "--beside takes two models, and measures nothing else, expected MODEL --beside MODEL");
        }
        tell("two at once");
        write(DuelRun.of(
                ModelFile.named(model, settings).path(),
                ModelFile.named(other, settings).path(),
                engineOptions(settings),
                duelPlan()));
    }

    private DuelBench.Plan duelPlan() {
        try {
            return new DuelBench.Plan(BenchPlan.BATCH_PROMPT, tokens, runs);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(Exit.USAGE, String.valueOf(e.getMessage()), e);
        }
    }

    private void write(DuelResult result) {
        if (json) {
            Json.write(surroundings.out(), result);
        } else {
            result.print(surroundings.out());
        }
    }

    private BenchPlan plan() {
        boolean none = !series && prompts.isEmpty() && contexts.isEmpty() && batches.isEmpty();
        try {
            return new BenchPlan(
                    told(prompts, SERIES_PROMPTS, none ? List.of(512) : List.of()),
                    told(contexts, SERIES_CONTEXTS, none ? List.of(0) : List.of()),
                    told(batches, SERIES_BATCHES, List.of()),
                    tokens,
                    runs);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(Exit.USAGE, String.valueOf(e.getMessage()), e);
        }
    }

    private List<Integer> told(List<Integer> list, List<Integer> ofSeries, List<Integer> otherwise) {
        if (!list.isEmpty()) {
            return list;
        }
        return series ? ofSeries : otherwise;
    }

    private void measureRandom(ModelShape made, BenchPlan plan, Settings settings) throws IOException {
        Path file = keep == null ? Files.createTempFile("joute-random-", ".gguf") : keep;
        try {
            surroundings.err().println("joute bench: writing a random model to " + file);
            RandomModel.write(file, made, elementType(), SEED);
            measure(file, plan, settings);
        } finally {
            if (keep == null) {
                Files.deleteIfExists(file);
            }
        }
    }

    private void measure(Path file, BenchPlan plan, Settings settings) throws IOException {
        if (comparing.compare) {
            compare(file, plan, settings);
            return;
        }
        BenchResult result = result(file, plan, settings);
        if (json) {
            Json.write(surroundings.out(), result);
        } else {
            new BenchText(result).print(surroundings.out());
        }
    }

    private void compare(Path file, BenchPlan plan, Settings settings) throws IOException {
        EngineOptions engineOptions = engineOptions(plan, settings);
        BenchPlan possible;
        try (Engine engine = Engine.open(file, engineOptions)) {
            possible = fitting(plan, engine);
        }
        var run = new CompareRun(surroundings, comparing, LocalDate.now(clock), this::tell);
        Comparison comparison = run.of(file, possible, engineOptions);
        if (json) {
            Json.write(surroundings.out(), comparison);
        } else {
            comparison.print(surroundings.out());
        }
    }

    private BenchResult result(Path file, BenchPlan plan, Settings settings) throws IOException {
        long begun = System.nanoTime();
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
        try (Engine engine = Engine.open(file, engineOptions(plan, settings))) {
            BenchResult.Load load = load(engine, begun);
            Meters.Choice energy = Meters.best(PowercapMeter.ROOT, settings.watts(), timer);
            var run = new BenchRun(engine, fitting(plan, engine), energy.meter(), this::tell);
            List<BenchResult.Prefill> prefill = run.prefill();
            List<BenchResult.Batch> together = run.batches();
            List<BenchResult.Decode> decode = run.decode();
            return new BenchResult(
                    String.valueOf(file.getFileName()),
                    engine.parameterCount(),
                    fileBytes(file),
                    engine.weightBytes(),
                    engine.kernelsName(),
                    engine.threads(),
                    Machine.here(),
                    load,
                    run.memory(),
                    run.readBytesPerSecond(),
                    energy.reason(),
                    prefill,
                    decode,
                    together);
        } finally {
            timer.shutdownNow();
        }
    }

    private EngineOptions engineOptions(BenchPlan plan, Settings settings) {
        return engineOptions(settings).withContextLength(plan.positions());
    }

    private EngineOptions engineOptions(Settings settings) {
        EngineOptions usual = EngineOptions.defaults().withThreads(settings.threads());
        return kernels == null ? usual : usual.withKernels(kernels);
    }

    private static BenchResult.Load load(Engine engine, long begun) {
        double open = secondsSince(begun);
        int prompt = Math.min(FIRST_PROMPT, engine.contextLength());
        EngineBench.of(engine).prefill(prompt);
        return new BenchResult.Load(open, secondsSince(begun), prompt);
    }

    private static double secondsSince(long nanos) {
        return (System.nanoTime() - nanos) / 1e9;
    }

    /** Of a series, what the model can do; of a list, all or nothing. */
    private BenchPlan fitting(BenchPlan plan, Engine engine) {
        int most = engine.contextLength();
        if (plan.positions() <= most) {
            return plan;
        }
        if (!series) {
            throw new CommandFailure(
                    Exit.USAGE,
                    "the longest of these runs takes " + plan.positions() + " tokens, the model takes " + most
                            + ": measure less");
        }
        BenchPlan less = plan.within(most);
        surroundings
                .err()
                .println("joute bench: the model takes " + most + " tokens, left out: "
                        + String.join(", ", plan.without(less)));
        return less;
    }

    private void tell(String what) {
        if (surroundings.errorsOnTerminal()) {
            surroundings.err().println("joute bench: " + what + "…");
        }
    }

    private static long fileBytes(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return Files.size(path);
        }
        try (Stream<Path> files = Files.list(path)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
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
}
