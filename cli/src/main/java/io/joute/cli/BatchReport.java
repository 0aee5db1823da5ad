package io.joute.cli;

import io.joute.engine.BatchBench;
import io.joute.engine.Engine;
import java.util.List;
import java.util.Locale;

/** How an engine does with several prompts at once. */
final class BatchReport {
    private final String model;
    private final Engine engine;
    private final List<BatchBench.Plan> plans;

    BatchReport(String model, Engine engine, List<BatchBench.Plan> plans) {
        this.model = model;
        this.engine = engine;
        this.plans = List.copyOf(plans);
    }

    /** What was measured for a number of prompts: tokens per second of all together, the middle one of the runs. */
    record Batch(
            int sequences,
            int promptTokens,
            int outputTokens,
            double prefillTokensPerSecond,
            double decodeTokensPerSecond,
            double totalTokensPerSecond,
            List<BatchBench.Run> runs) {
        static Batch of(BatchBench.Result result) {
            BatchBench.Run middle = result.median();
            return new Batch(
                    result.plan().sequences(),
                    result.plan().promptTokens(),
                    result.plan().outputTokens(),
                    middle.prefill(),
                    middle.decode(),
                    middle.total(),
                    result.runs());
        }
    }

    /** All of it. */
    record Result(String model, long weightBytes, String kernels, int threads, List<Batch> batches) {}

    /** Measure, then print a table, or JSON. */
    void print(Surroundings surroundings, boolean json) {
        List<Batch> batches = plans.stream()
                .map(plan -> Batch.of(BatchBench.run(engine, plan)))
                .toList();
        if (json) {
            Json.write(
                    surroundings.out(),
                    new Result(model, engine.weightBytes(), engine.kernelsName(), engine.threads(), batches));
            return;
        }
        surroundings
                .out()
                .println(String.format(
                        Locale.ROOT,
                        "%s: %.2f GB, %s, %d threads; tokens/s of all together",
                        model,
                        engine.weightBytes() / 1e9,
                        engine.kernelsName(),
                        engine.threads()));
        Table table = new Table("at once", "prefill", "decode", "total");
        for (Batch batch : batches) {
            table.add(
                    String.valueOf(batch.sequences()),
                    Quantities.significant(batch.prefillTokensPerSecond(), 3),
                    Quantities.significant(batch.decodeTokensPerSecond(), 3),
                    Quantities.significant(batch.totalTokensPerSecond(), 3));
        }
        table.print(surroundings.out());
    }
}
