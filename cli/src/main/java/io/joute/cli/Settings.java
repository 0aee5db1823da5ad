package io.joute.cli;

import io.joute.arena.moderation.HourlyLimits;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * All that was decided before anything starts.
 *
 * @param dataDirectory where votes, cards and models are kept
 * @param host the address to listen on
 * @param port the port to listen on; 0 takes a free one
 * @param hostNames further names by which browsers may call this machine
 * @param openBrowser whether to show the page once it answers
 * @param threads workers of the engine
 * @param watts thermal design power of the processors, when the operator declares it
 * @param drafting what guesses how answers of models that run here go on
 * @param logFormat how the log is written
 * @param limits duels that may be opened within an hour
 * @param endpoints the remote models, by name
 */
record Settings(
        Path dataDirectory,
        String host,
        int port,
        Set<String> hostNames,
        boolean openBrowser,
        int threads,
        OptionalDouble watts,
        DraftPlan drafting,
        LogFormat logFormat,
        HourlyLimits limits,
        List<EndpointPlan> endpoints) {
    Settings {
        hostNames = Set.copyOf(hostNames);
        endpoints = List.copyOf(endpoints);
    }
}
