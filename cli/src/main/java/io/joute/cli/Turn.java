package io.joute.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What an engine did in its turn: runs of each work, in tokens per second. For one thread. */
final class Turn {
    private final Map<Work, List<Double>> runs = new LinkedHashMap<>();

    /** Note a run. */
    void add(Work work, double tokensPerSecond) {
        runs.computeIfAbsent(work, each -> new ArrayList<>()).add(tokensPerSecond);
    }

    /** All that was done. */
    Set<Work> works() {
        return runs.keySet();
    }

    /** All runs of {@code work}. */
    List<Double> runs(Work work) {
        return runs.getOrDefault(work, List.of());
    }

    /** The middle of the runs of {@code work}; empty where there was none. */
    Optional<Double> median(Work work) {
        return runs(work).isEmpty()
                ? Optional.empty()
                : Optional.of(Spread.of(runs(work)).median());
    }
}
