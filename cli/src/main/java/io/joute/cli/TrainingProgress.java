package io.joute.cli;

import io.joute.distill.demo.DemoModel;
import io.joute.distill.demo.TrainingListener;
import java.util.Locale;
import java.util.Optional;

/** One progress after another, a model each. For the training thread. */
final class TrainingProgress implements TrainingListener, AutoCloseable {
    private final Surroundings surroundings;
    private Optional<Shown> shown = Optional.empty();

    TrainingProgress(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    private record Shown(DemoModel model, io.joute.cli.Progress progress) {}

    @Override
    public void stepped(TrainingListener.Progress training) {
        if (shown.map(Shown::model).filter(training.model()::equals).isEmpty()) {
            close();
            var bar = io.joute.cli.Progress.of(surroundings, training.model().displayName(), training.steps());
            shown = Optional.of(new Shown(training.model(), bar));
        }
        shown.get().progress().reached(training.step(), String.format(Locale.ROOT, "loss %.4f", training.loss()));
    }

    @Override
    public void close() {
        shown.ifPresent(current -> current.progress().close());
        shown = Optional.empty();
    }
}
