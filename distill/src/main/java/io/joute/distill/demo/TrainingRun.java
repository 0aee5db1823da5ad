package io.joute.distill.demo;

import io.joute.distill.train.Batch;
import io.joute.distill.train.Document;
import io.joute.distill.train.Losses;
import io.joute.distill.train.ParameterLayout;
import io.joute.distill.train.Parameters;
import io.joute.distill.train.Schedule;
import io.joute.distill.train.Trainer;
import io.joute.distill.train.Workers;
import io.joute.engine.model.ModelConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Random;

/** One model's training: seeded weights, documents in a new order each time round, a fixed number of steps. */
final class TrainingRun {
    private static final double SMOOTHING = 0.98;

    private final Plan plan;
    private final Workers workers;
    private final TrainingListener listener;
    private final Clock clock = new Clock();
    private long tokens;
    private double loss;

    /**
     * What to train.
     *
     * @param model which of the three
     * @param config its shape
     * @param seed of first weights and order
     * @param stage how
     */
    record Plan(DemoModel model, ModelConfig config, long seed, DemoRecipe.Stage stage) {}

    /**
     * What came of it.
     *
     * @param trainer the trained model
     * @param figures what it took
     */
    record Result(Trainer trainer, TrainingFigures figures) {}

    TrainingRun(Plan plan, Workers workers, TrainingListener listener) {
        this.plan = plan;
        this.workers = workers;
        this.listener = listener;
    }

    Result train(List<Document> documents, Losses losses) {
        var parameters = Parameters.initialise(ParameterLayout.of(plan.config()), plan.seed());
        DemoRecipe.Stage stage = plan.stage();
        var trainer = new Trainer(parameters, losses, stage.optimiser(), stage.batchTokens(), workers);
        var order = new Random(plan.seed());
        Iterator<Batch> round = Collections.emptyIterator();
        for (int step = 0; step < stage.schedule().steps(); step++) {
            round = round.hasNext() ? round : round(documents, order).iterator();
            learn(trainer, round.next(), step);
        }
        long length = parameters.layout().length();
        int steps = stage.schedule().steps();
        return new Result(trainer, new TrainingFigures(length, steps, tokens, clock.wall(), clock.cpu(), loss));
    }

    private void learn(Trainer trainer, Batch batch, int step) {
        Schedule schedule = plan.stage().schedule();
        double now = trainer.step(batch, schedule.rate(step));
        loss = step == 0 ? now : SMOOTHING * loss + (1 - SMOOTHING) * now;
        tokens += batch.length();
        tell(new TrainingListener.Progress(plan.model(), step + 1, schedule.steps(), tokens, loss, clock.wall()));
    }

    private void tell(TrainingListener.Progress progress) {
        listener.stepped(progress);
        if (Thread.currentThread().isInterrupted()) {
            throw new TrainingCancelled(plan.model().id() + " was stopped at step " + progress.step() + " of "
                    + progress.steps() + "; nothing of it was written");
        }
    }

    private List<Batch> round(List<Document> documents, Random order) {
        var shuffled = new ArrayList<>(documents);
        Collections.shuffle(shuffled, order);
        List<Batch> batches = new ArrayList<>(Batch.pack(shuffled, plan.stage().batchTokens()));
        // The last one is short: its few answers would weigh as much as a whole batch.
        if (batches.size() > 1) {
            batches.removeLast();
        }
        return batches;
    }

    /** Time since it was made: on the wall, and of the processor over all threads of this process. */
    static final class Clock {
        private final long wallStart = System.nanoTime();
        private final long cpuStart = processNanos();

        Duration wall() {
            return Duration.ofNanos(System.nanoTime() - wallStart);
        }

        Duration cpu() {
            return Duration.ofNanos(processNanos() - cpuStart);
        }

        private static long processNanos() {
            return ProcessHandle.current()
                    .info()
                    .totalCpuDuration()
                    .orElse(Duration.ZERO)
                    .toNanos();
        }
    }
}
