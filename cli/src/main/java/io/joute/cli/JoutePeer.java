package io.joute.cli;

import io.joute.engine.BatchBench;
import io.joute.engine.Engine;
import io.joute.engine.EngineBench;
import io.joute.engine.EngineOptions;
import java.nio.file.Path;

/** Joute itself, in this process; opened anew for each turn, so that its threads are gone when others have theirs. */
final class JoutePeer implements Peer {
    private final Path model;
    private final BenchPlan plan;
    private final EngineOptions options;

    JoutePeer(Path model, BenchPlan plan, EngineOptions options) {
        this.model = model;
        this.plan = plan;
        this.options = options;
    }

    @Override
    public String name() {
        return "Joute";
    }

    @Override
    public Turn turn() {
        Turn turn = new Turn();
        try (Engine engine = Engine.open(model, options)) {
            EngineBench bench = EngineBench.of(engine);
            plan.prompts().forEach(prompt -> prefill(turn, bench, prompt));
            plan.contexts().forEach(context -> decode(turn, bench, context));
            plan.batches().forEach(sequences -> batch(turn, engine, sequences));
        }
        return turn;
    }

    private void prefill(Turn turn, EngineBench bench, int prompt) {
        bench.prefill(prompt);
        for (int run = 0; run < plan.runs(); run++) {
            turn.add(Work.prefill(prompt), bench.prefill(prompt));
        }
    }

    private void decode(Turn turn, EngineBench bench, int context) {
        EngineBench.Answers answers = bench.after(Math.max(1, context));
        answers.write(plan.tokens());
        for (int run = 0; run < plan.runs(); run++) {
            turn.add(Work.decode(plan.tokens(), context), answers.write(plan.tokens()));
        }
    }

    private void batch(Turn turn, Engine engine, int sequences) {
        var asked = new BatchBench.Plan(sequences, BenchPlan.BATCH_PROMPT, BenchPlan.BATCH_TOKENS, plan.runs());
        for (BatchBench.Run run : BatchBench.run(engine, asked).runs()) {
            turn.add(Work.prefillOf(sequences, asked.promptTokens()), run.prefill());
            turn.add(Work.decodeOf(sequences, asked.outputTokens()), run.decode());
            turn.add(Work.totalOf(sequences), run.total());
        }
    }
}
