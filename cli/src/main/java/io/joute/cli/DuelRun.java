package io.joute.cli;

import io.joute.engine.DuelBench;
import io.joute.engine.Engine;
import io.joute.engine.EngineOptions;
import io.joute.engine.kernel.WorkerPool;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Lets two models write at once, on the same threads, as an arena does. */
final class DuelRun {
    private DuelRun() {}

    /** Measure the models of two files; {@code options} say how each is opened, and on how many threads both are. */
    static DuelResult of(Path one, Path other, EngineOptions options, DuelBench.Plan plan) throws IOException {
        try (WorkerPool pool = new WorkerPool(options.threads())) {
            EngineOptions both = options.withContextLength(plan.contextTokens()).withPool(pool);
            try (Engine first = Engine.open(one, both);
                    Engine second = Engine.open(other, both)) {
                List<DuelBench.Round> rounds = DuelBench.run(first, second, plan);
                return new DuelResult(
                        Machine.here(),
                        first.kernelsName(),
                        pool.threads(),
                        plan.promptTokens(),
                        plan.outputTokens(),
                        DuelResult.Side.of(String.valueOf(one.getFileName()), rounds, DuelBench.Round::first),
                        DuelResult.Side.of(String.valueOf(other.getFileName()), rounds, DuelBench.Round::second));
            }
        }
    }
}
