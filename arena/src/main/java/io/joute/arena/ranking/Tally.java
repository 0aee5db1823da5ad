package io.joute.arena.ranking;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntUnaryOperator;

/**
 * Votes counted in one pass: all that a ranking needs of them.
 *
 * <p>Plain counts of wins and ties suffice for the ratings; intervals by voter need each voter's comparisons, kept in
 * eight bytes each. Comparisons of a model with itself are dropped and counted. Who reads tables of millions asks for
 * the numbers of names once and counts by number. Not safe for several threads.
 */
public final class Tally {
    private final Map<String, Integer> modelNumbers = new HashMap<>();
    private final List<String> models = new ArrayList<>();
    private final Map<String, Integer> voterNumbers = new HashMap<>();
    private final Ballots ballots = new Ballots();
    private final PairCounts pairs = new PairCounts();
    private int voterCount;
    private long selfComparisons;
    private Optional<Ballots.ByVoter> grouped = Optional.empty();

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
        add(voter(comparison.voter()), model(comparison.modelA()), model(comparison.modelB()), comparison.outcome());
    }

    /** Count a comparison by numbers that {@link #voter} and {@link #model} gave. */
    public void add(int voter, int modelA, int modelB, Outcome outcome) {
        if (modelA == modelB) {
            selfComparisons++;
            return;
        }
        count(voter, code(modelA, modelB, Verdict.of(outcome)));
    }

    /** The number of a model, a new one if need be. */
    public int model(String name) {
        Integer known = modelNumbers.get(name);
        if (known != null) {
            return known;
        }
        if (models.size() == Ballots.MAX_MODELS) {
            throw new IllegalStateException(
                    "model '" + name + "' is one more than the " + Ballots.MAX_MODELS + " that a tally can hold");
        }
        modelNumbers.put(name, models.size());
        models.add(name);
        return models.size() - 1;
    }

    /** The number of a voter, a new one if need be. */
    public int voter(String name) {
        Integer known = voterNumbers.get(name);
        if (known != null) {
            return known;
        }
        int number = newVoter();
        voterNumbers.put(name, number);
        return number;
    }

    /** The number of a voter that is none of those before, for a vote whose voter is not known. */
    public int newVoter() {
        int number = voterCount;
        voterCount = Math.addExact(voterCount, 1);
        return number;
    }

    /** Count what {@code other} counted, as though its votes came next; {@code voterOf} gives its voters' numbers here. */
    public void addAll(Tally other, IntUnaryOperator voterOf) {
        int[] modelOf = other.models.stream().mapToInt(this::model).toArray();
        for (int i = 0; i < other.ballots.size(); i++) {
            int code = other.ballots.code(i);
            int first = modelOf[Ballots.first(code)];
            int second = modelOf[Ballots.second(code)];
            count(voterOf.applyAsInt(other.ballots.voter(i)), code(first, second, Ballots.verdict(code)));
        }
        selfComparisons += other.selfComparisons;
    }

    /** How many numbers {@link #voter} and {@link #newVoter} gave. */
    public int voterNumbers() {
        return voterCount;
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
        Integer voter = voterNumbers.get(comparison.voter());
        int code = code(model(comparison.modelA()), model(comparison.modelB()), Verdict.of(comparison.outcome()));
        if (voter == null || !ballots.remove(voter, code)) {
            throw new IllegalArgumentException(comparison + " was never counted, so it cannot be taken back");
        }
        pairs.add(Ballots.first(code), Ballots.second(code), Ballots.verdict(code), -1);
        grouped = Optional.empty();
    }

    /** How many comparisons are counted. */
    public long comparisons() {
        return ballots.size();
    }

    /** How many comparisons of a model with itself were dropped. */
    public long selfComparisons() {
        return selfComparisons;
    }

    /** How many voters made them. */
    public int voters() {
        return byVoter().active();
    }

    /** Wins and ties by pair. */
    public WinMatrix winMatrix() {
        return new WinMatrix(counts());
    }

    /** The comparisons among {@code members} only. */
    Tally among(Set<String> members) {
        Tally part = new Tally();
        models.forEach(part::model);
        part.voterNumbers.putAll(voterNumbers);
        part.voterCount = voterCount;
        for (int i = 0; i < ballots.size(); i++) {
            int code = ballots.code(i);
            if (members.contains(models.get(Ballots.first(code)))
                    && members.contains(models.get(Ballots.second(code)))) {
                part.count(ballots.voter(i), code);
            }
        }
        return part;
    }

    Counts counts() {
        return pairs.of(models);
    }

    Ballots.ByVoter byVoter() {
        Ballots.ByVoter found = grouped.orElseGet(() -> ballots.byVoter(voterCount));
        grouped = Optional.of(found);
        return found;
    }

    /** Where each model number of a ballot stands in {@code sorted}; -1 for a model without comparisons. */
    int[] positions(List<String> sorted) {
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < sorted.size(); i++) {
            places.put(sorted.get(i), i);
        }
        return models.stream().mapToInt(name -> places.getOrDefault(name, -1)).toArray();
    }

    /** Which models of {@code compared} fewer voters than {@code enough} compared. Looks no further than it must. */
    boolean[] comparedByFewerThan(int enough, Counts compared) {
        int[] positions = positions(compared.models());
        FewVoters few = new FewVoters(enough, compared);
        Ballots.ByVoter votes = byVoter();
        for (int voter = 0; voter < votes.voters() && few.isOpen(); voter++) {
            for (int i = votes.start(voter); i < votes.end(voter); i++) {
                few.mark(positions[Ballots.first(votes.code(i))], voter);
                few.mark(positions[Ballots.second(votes.code(i))], voter);
            }
        }
        return few.found();
    }

    private void count(int voter, int code) {
        ballots.add(voter, code);
        pairs.add(Ballots.first(code), Ballots.second(code), Ballots.verdict(code), 1);
        grouped = Optional.empty();
    }

    /** One code for a comparison and its mirror image. */
    private static int code(int a, int b, Verdict verdict) {
        return a < b ? Ballots.code(a, b, verdict) : Ballots.code(b, a, verdict.flipped());
    }
}
