package io.joute.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Lets engines take turns, A B A B, so that what else the machine does falls on all of them. */
final class TurnTaking {
    private final Peer first;
    private final List<Peer> others;
    private final int rounds;
    private final Consumer<String> progress;

    /** In each round {@code first}, then every other. */
    TurnTaking(Peer first, List<Peer> others, int rounds, Consumer<String> progress) {
        if (rounds < 1) {
            throw new IllegalArgumentException("--rounds is " + rounds + ", expected 1 or more");
        }
        this.first = first;
        this.others = List.copyOf(others);
        this.rounds = rounds;
        this.progress = progress;
    }

    /**
     * What came of it.
     *
     * @param first its turns
     * @param others turns of each of the others that never failed, as many
     * @param failures of those that did, a line each
     */
    record Outcome(List<Turn> first, Map<String, List<Turn>> others, List<String> failures) {
        Outcome {
            first = List.copyOf(first);
            others = new LinkedHashMap<>(others);
            failures = List.copyOf(failures);
        }
    }

    /** Take all turns; who fails in one gets no other. */
    Outcome run() throws IOException {
        List<Turn> ofFirst = new ArrayList<>();
        Map<Peer, List<Turn>> ofOthers = new LinkedHashMap<>();
        others.forEach(peer -> ofOthers.put(peer, new ArrayList<>()));
        List<String> failures = new ArrayList<>();
        for (int round = 1; round <= rounds; round++) {
            tell(first, round);
            ofFirst.add(first.turn());
            for (Peer peer : List.copyOf(ofOthers.keySet())) {
                tell(peer, round);
                take(peer, ofOthers, failures);
            }
        }
        Map<String, List<Turn>> named = new LinkedHashMap<>();
        ofOthers.forEach((peer, turns) -> named.put(peer.name(), turns));
        return new Outcome(ofFirst, named, failures);
    }

    private void tell(Peer peer, int round) {
        progress.accept("round " + round + " of " + rounds + ": " + peer.name());
    }

    private static void take(Peer peer, Map<Peer, List<Turn>> turns, List<String> failures) {
        try {
            Turn taken = peer.turn();
            turns.computeIfAbsent(peer, each -> new ArrayList<>()).add(taken);
        } catch (IOException e) {
            turns.remove(peer);
            failures.add(peer.name() + " failed: " + e.getMessage());
        }
    }
}
