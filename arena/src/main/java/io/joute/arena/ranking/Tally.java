package io.joute.arena.ranking;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Votes counted in one pass: all that a ranking needs of them.
 *
 * <p>Plain counts of wins and ties suffice for the ratings; intervals by voter need each voter's comparisons, kept in
 * four bytes each. Comparisons of a model with itself are dropped and counted. Not safe for several threads.
 */
public final class Tally {
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> names = new ArrayList<>();
    private final Map<String, Ballots> voters = new LinkedHashMap<>();
    private long comparisons;
    private long selfComparisons;

    /** Nothing counted yet. */
    public Tally() {}

    /** Count all of {@code comparisons}. */
    public static Tally of(Collection<Comparison> comparisons) {
        Tally tally = new Tally();
        comparisons.forEach(tally::add);
        return tally;
    }

    /** Count a comparison. */
    public void add(Comparison comparison) {
        if (comparison.modelA().equals(comparison.modelB())) {
            selfComparisons++;
            return;
        }
        voters.computeIfAbsent(comparison.voter(), voter -> new Ballots()).add(code(comparison));
        comparisons++;
    }

    /**
     * Take back a comparison that was added, as when a voter votes again.
     *
     * @throws IllegalArgumentException when it was not added
     */
    public void remove(Comparison comparison) {
        if (comparison.modelA().equals(comparison.modelB()) && selfComparisons > 0) {
            selfComparisons--;
            return;
        }
        Ballots ballots = voters.get(comparison.voter());
        if (ballots == null || !ballots.remove(code(comparison))) {
            throw new IllegalArgumentException(comparison + " was never counted, so it cannot be taken back");
        }
        if (ballots.size() == 0) {
            voters.remove(comparison.voter());
        }
        comparisons--;
    }

    /** How many comparisons are counted. */
    public long comparisons() {
        return comparisons;
    }

    /** How many comparisons of a model with itself were dropped. */
    public long selfComparisons() {
        return selfComparisons;
    }

    /** How many voters made them. */
    public int voters() {
        return voters.size();
    }

    /** Wins and ties by pair. */
    public WinMatrix winMatrix() {
        return new WinMatrix(counts());
    }

    /** The comparisons among {@code models} only. */
    Tally among(Set<String> models) {
        Tally part = new Tally();
        voters.forEach((voter, ballots) -> part.copy(voter, ballots, models, names));
        return part;
    }

    Counts counts() {
        Counts counts = new Counts(sortedModels());
        int[] positions = positions(counts.models());
        for (Ballots ballots : voters.values()) {
            for (int i = 0; i < ballots.size(); i++) {
                int code = ballots.code(i);
                counts.add(positions[Ballots.first(code)], positions[Ballots.second(code)], Ballots.verdict(code), 1);
            }
        }
        return counts;
    }

    Collection<Ballots> ballots() {
        return voters.values();
    }

    /** Where each model number of a ballot stands in {@code sorted}; -1 for a model without comparisons. */
    int[] positions(List<String> sorted) {
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < sorted.size(); i++) {
            places.put(sorted.get(i), i);
        }
        return names.stream().mapToInt(name -> places.getOrDefault(name, -1)).toArray();
    }

    /** How many voters compared each model of {@code sorted}. */
    int[] votersOf(List<String> sorted) {
        int[] positions = positions(sorted);
        int[] voted = new int[sorted.size()];
        int[] seenBy = new int[sorted.size()];
        int voter = 0;
        for (Ballots ballots : voters.values()) {
            voter++;
            for (int i = 0; i < ballots.size(); i++) {
                mark(positions[Ballots.first(ballots.code(i))], voter, seenBy, voted);
                mark(positions[Ballots.second(ballots.code(i))], voter, seenBy, voted);
            }
        }
        return voted;
    }

    private static void mark(int model, int voter, int[] seenBy, int[] voted) {
        if (seenBy[model] != voter) {
            seenBy[model] = voter;
            voted[model]++;
        }
    }

    private List<String> sortedModels() {
        boolean[] seen = new boolean[names.size()];
        for (Ballots ballots : voters.values()) {
            for (int i = 0; i < ballots.size(); i++) {
                seen[Ballots.first(ballots.code(i))] = true;
                seen[Ballots.second(ballots.code(i))] = true;
            }
        }
        return names.stream().filter(name -> seen[number(name)]).sorted().toList();
    }

    private void copy(String voter, Ballots ballots, Set<String> models, List<String> namesOfBallots) {
        for (int i = 0; i < ballots.size(); i++) {
            int code = ballots.code(i);
            String first = namesOfBallots.get(Ballots.first(code));
            String second = namesOfBallots.get(Ballots.second(code));
            if (models.contains(first) && models.contains(second)) {
                voters.computeIfAbsent(voter, name -> new Ballots()).add(code(first, second, Ballots.verdict(code)));
                comparisons++;
            }
        }
    }

    private int code(Comparison comparison) {
        return code(comparison.modelA(), comparison.modelB(), Verdict.of(comparison.outcome()));
    }

    /** One code for a comparison and its mirror image. */
    private int code(String modelA, String modelB, Verdict verdict) {
        int a = number(modelA);
        int b = number(modelB);
        return a < b ? Ballots.code(a, b, verdict) : Ballots.code(b, a, verdict.flipped());
    }

    private int number(String model) {
        Integer known = numbers.get(model);
        if (known != null) {
            return known;
        }
        if (names.size() == Ballots.MAX_MODELS) {
            throw new IllegalStateException(
                    "model '" + model + "' is one more than the " + Ballots.MAX_MODELS + " that a tally can hold");
        }
        numbers.put(model, names.size());
        names.add(model);
        return names.size() - 1;
    }
}
