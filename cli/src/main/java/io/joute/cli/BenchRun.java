package io.joute.cli;

import io.joute.arena.energy.Meter;
import io.joute.engine.BatchBench;
import io.joute.engine.Engine;
import io.joute.engine.EngineBench;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Takes the runs of a plan, one after the other. */
final class BenchRun {
    private final Engine engine;
    private final BenchPlan plan;
    private final Meter meter;
    private final Consumer<String> progress;
    private final EngineBench bench;
    private final ReadBandwidth bandwidth;
    private final List<Double> reads = new ArrayList<>();
    private OptionalLong peakBytes = OptionalLong.empty();

    BenchRun(Engine engine, BenchPlan plan, Meter meter, Consumer<String> progress) {
        this.engine = engine;
        this.plan = plan;
        this.meter = meter;
        this.progress = progress;
        this.bench = EngineBench.of(engine);
        this.bandwidth = ReadBandwidth.on(engine.threads());
    }

    List<BenchResult.Prefill> prefill() {
        return plan.prompts().stream().map(this::prefill).toList();
    }

    private BenchResult.Prefill prefill(int tokens) {
        progress.accept("prompts of " + tokens);
        bench.prefill(tokens);
        Metered metered = metered(() -> bench.prefill(tokens), tokens);
        return new BenchResult.Prefill(tokens, metered.rates, metered.energy);
    }

    List<BenchResult.Batch> batches() {
        return plan.batches().stream().map(this::batch).toList();
    }

    private BenchResult.Batch batch(int sequences) {
        progress.accept(sequences + " at once");
        var asked = new BatchBench.Plan(sequences, BenchPlan.BATCH_PROMPT, BenchPlan.BATCH_TOKENS, plan.runs());
        List<BatchBench.Run> runs = new ArrayList<>();
        var measured =
                meter.around(() -> runs.addAll(BatchBench.run(engine, asked).runs()));
        // The meter saw the run that warms up too.
        double tokens = (plan.runs() + 1.0) * sequences * (BenchPlan.BATCH_PROMPT + BenchPlan.BATCH_TOKENS);
        return new BenchResult.Batch(
                sequences,
                asked.promptTokens(),
                asked.outputTokens(),
                Spread.of(runs.stream().map(BatchBench.Run::prefill).toList()),
                Spread.of(runs.stream().map(BatchBench.Run::decode).toList()),
                Spread.of(runs.stream().map(BatchBench.Run::total).toList()),
                BenchResult.Energy.of(measured, tokens));
    }

    /** Writes answers; the plain loop has its turn before the first and after each. */
    List<BenchResult.Decode> decode() {
        if (plan.contexts().isEmpty()) {
            return List.of();
        }
        peakBytes = ResidentMemory.now().peakBytes();
        List<BenchResult.Decode> decodes = new ArrayList<>();
        List<Double> before = reads();
        for (int context : plan.contexts()) {
            progress.accept("answers after " + context);
            EngineBench.Answers answers = bench.after(Math.max(1, context));
            answers.write(plan.tokens());
            Metered metered = metered(() -> answers.write(plan.tokens()), plan.tokens());
            observePeak();
            List<Double> after = reads();
            Spread beside =
                    Spread.of(Stream.concat(before.stream(), after.stream()).toList());
            long bytes = answers.bytesPerToken();
            decodes.add(new BenchResult.Decode(
                    context,
                    plan.tokens(),
                    metered.rates,
                    bytes,
                    beside,
                    metered.rates.median() * bytes / beside.median(),
                    metered.energy));
            before = after;
        }
        return decodes;
    }

    private List<Double> reads() {
        List<Double> now = bandwidth.measure();
        reads.addAll(now);
        return now;
    }

    /** What the plain loop read in all; empty before answers were written. */
    Optional<Spread> readBytesPerSecond() {
        return reads.isEmpty() ? Optional.empty() : Optional.of(Spread.of(reads));
    }

    /** Memory of the model; the plain loop's own does not count. */
    ResidentMemory memory() {
        ResidentMemory now = ResidentMemory.now();
        return peakBytes.isEmpty() ? now : new ResidentMemory(now.residentBytes(), peakBytes, now.fileBytes());
    }

    /** Once the plain loop has had its turn, the system's own peak is that of its memory. */
    private void observePeak() {
        OptionalLong now = ResidentMemory.now().residentBytes();
        if (peakBytes.isPresent() && now.isPresent()) {
            peakBytes = OptionalLong.of(Math.max(peakBytes.getAsLong(), now.getAsLong()));
        }
    }

    private record Metered(Spread rates, Optional<BenchResult.Energy> energy) {}

    private Metered metered(DoubleSupplier run, int tokens) {
        List<Double> rates = new ArrayList<>();
        var measured =
                meter.around(() -> IntStream.range(0, plan.runs()).forEach(each -> rates.add(run.getAsDouble())));
        return new Metered(Spread.of(rates), BenchResult.Energy.of(measured, (double) tokens * plan.runs()));
    }
}
