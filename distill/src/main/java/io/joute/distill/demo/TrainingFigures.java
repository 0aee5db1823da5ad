package io.joute.distill.demo;

import java.time.Duration;

/**
 * What training a model took.
 *
 * @param parameters numbers learned
 * @param steps optimiser steps
 * @param tokens tokens seen, repeats counted
 * @param wall time on the wall
 * @param cpu processor time over all threads
 * @param loss last smoothed loss, in nats an answer token
 */
public record TrainingFigures(long parameters, int steps, long tokens, Duration wall, Duration cpu, double loss) {}
