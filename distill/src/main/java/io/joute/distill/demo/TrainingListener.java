package io.joute.distill.demo;

import java.time.Duration;

/** Hears how training goes, on the training thread. */
@FunctionalInterface
public interface TrainingListener {
    /**
     * Where it stands.
     *
     * @param model which model
     * @param step steps done
     * @param steps steps in all
     * @param tokens tokens seen
     * @param loss smoothed loss, in nats a token
     * @param wall time since the model's first step
     */
    record Progress(DemoModel model, int step, int steps, long tokens, double loss, Duration wall) {}

    /** A step is done. */
    void stepped(Progress progress);
}
