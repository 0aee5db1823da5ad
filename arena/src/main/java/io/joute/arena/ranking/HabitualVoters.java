package io.joute.arena.ranking;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Finds voters who do not judge: they click on one side, toss a coin, or push one model.
 *
 * <p><b>The test.</b> Someone who judges votes on a pair as the others do: the null hypothesis gives each verdict the share
 * that all other voters gave it on that pair, smoothed by one vote that is spread as theirs are on all pairs. A habit says
 * what comes instead, and is wrong in one vote of twenty. The product over a voter's votes of (probability under the habit) /
 * (probability under the null) is a betting martingale; its mean over habits, each kind weighing the same, is an e-value:
 * that it ever passes 1/α has probability α at most (Ville 1939), however many votes there are and whenever one looks. Here
 * the null is estimated, so the upper end of its one-sided 90 % interval stands for it, and votes on pairs with fewer than ten votes of
 * others are left out: what holds exactly for a null that is known then holds nearly. Honest voters in a group of mixed taste differ from the others too, which is why a habit must be nearly
 * without exception to win.
 *
 * <p><b>Many voters.</b> Whom to report is decided by the procedure e-BH, which keeps the expected share of honest voters
 * among those reported below the rate given, whatever the dependence between voters (R. Wang and A. Ramdas, False discovery
 * rate control with e-values, JRSS B 84, 2022).
 *
 * <p>It reports, and takes no vote away: that is for people to decide.
 */
public final class HabitualVoters {
    private static final double SLIP = 0.05;

    /** Below so many votes of others on a pair, how they vote on it is not known well enough to bet against. */
    private static final double FEWEST_OTHERS = 10;

    /** Of the normal distribution, what 90 % lie below. */
    private static final double NORMAL_90 = 1.2815515655446004;

    private static final int FIRST = 0;
    private static final int TIE = 1;
    private static final int SECOND = 2;
    private static final int VERDICTS = 3;

    private final Map<Pair, double[]> pairs = new HashMap<>();
    private final double[] total = new double[VERDICTS];
    private final Map<String, List<Comparison>> byVoter = new LinkedHashMap<>();
    private final List<String> models;

    /** A pair of models, whichever side they stood on, the lower name first. */
    private record Pair(String lower, String higher) {}

    private HabitualVoters(Collection<Comparison> votes) {
        TreeSet<String> names = new TreeSet<>();
        for (Comparison vote : votes) {
            if (!vote.modelA().equals(vote.modelB())) {
                pairs.computeIfAbsent(pair(vote), none -> new double[VERDICTS])[inPair(vote)]++;
                total[verdict(vote)]++;
                byVoter.computeIfAbsent(vote.voter(), none -> new ArrayList<>()).add(vote);
                names.add(vote.modelA());
                names.add(vote.modelB());
            }
        }
        models = List.copyOf(names);
    }

    /**
     * Find them among {@code votes}, in which the order of the two models is that of the sides.
     *
     * @param falseDiscoveryRate expected share of honest voters among those found, above 0 and below 1
     * @return the most evident first
     */
    public static List<HabitualVoter> in(Collection<Comparison> votes, double falseDiscoveryRate) {
        if (!(falseDiscoveryRate > 0 && falseDiscoveryRate < 1)) {
            throw new IllegalArgumentException(
                    "the false discovery rate is " + falseDiscoveryRate + ", expected above 0 and below 1");
        }
        HabitualVoters all = new HabitualVoters(votes);
        List<HabitualVoter> sorted = all.byVoter.entrySet().stream()
                .map(voter -> all.look(voter.getKey(), voter.getValue()))
                .sorted(Comparator.comparingDouble(HabitualVoter::evidence)
                        .reversed()
                        .thenComparing(HabitualVoter::voter))
                .toList();
        return sorted.subList(0, reported(sorted, falseDiscoveryRate));
    }

    /** The largest k of which the k-th e-value is at least n / (k · rate). */
    private static int reported(List<HabitualVoter> sorted, double rate) {
        int found = 0;
        for (int k = 1; k <= sorted.size(); k++) {
            if (sorted.get(k - 1).evidence() * k * rate >= sorted.size()) {
                found = k;
            }
        }
        return found;
    }

    private HabitualVoter look(String voter, List<Comparison> all) {
        List<Comparison> votes = judgedByOthers(all);
        List<Others> expected = expectedOfOthers(votes);
        List<Habit> sides = List.of(
                new Habit.FirstAnswer(),
                new Habit.SecondAnswer(),
                new Habit.Ties(),
                new Habit.Chance(),
                new Habit.Contrary());
        List<Habit> favourites =
                models.stream().<Habit>map(Habit.Favourite::new).toList();
        List<Habit> grudges = models.stream().<Habit>map(Habit.Grudge::new).toList();
        Best best = new Best(sides.size() + 2);
        sides.forEach(habit -> best.add(habit, 1, logEvidence(habit, votes, expected)));
        favourites.forEach(habit -> best.add(habit, models.size(), logEvidence(habit, votes, expected)));
        grudges.forEach(habit -> best.add(habit, models.size(), logEvidence(habit, votes, expected)));
        return new HabitualVoter(voter, votes.size(), best.habit, best.evidence);
    }

    private List<Comparison> judgedByOthers(List<Comparison> votes) {
        Map<Pair, Long> own =
                votes.stream().collect(Collectors.groupingBy(HabitualVoters::pair, Collectors.counting()));
        return votes.stream()
                .filter(vote -> votesOn(pair(vote)) - own.getOrDefault(pair(vote), 0L) >= FEWEST_OTHERS)
                .toList();
    }

    private double votesOn(Pair pair) {
        return Arrays.stream(pairs.getOrDefault(pair, new double[VERDICTS])).sum();
    }

    /** The mean of e-values over kinds of habits, and the habit that gave the most of it. */
    private static final class Best {
        private final int kinds;
        private Habit habit = new Habit.Chance();
        private double most = Double.NEGATIVE_INFINITY;
        private double evidence;

        Best(int kinds) {
            this.kinds = kinds;
        }

        void add(Habit next, int ofItsKind, double logEvidence) {
            evidence += Math.exp(logEvidence) / kinds / ofItsKind;
            if (logEvidence > most) {
                most = logEvidence;
                habit = next;
            }
        }
    }

    private static double logEvidence(Habit habit, List<Comparison> votes, List<Others> expected) {
        double sum = 0;
        for (int i = 0; i < votes.size(); i++) {
            int verdict = verdict(votes.get(i));
            Others others = expected.get(i);
            sum += bet(habit, votes.get(i), others.shares)
                    .map(shares -> Math.log(shares[verdict] / others.atMost(verdict)))
                    .orElse(0.0);
        }
        return sum;
    }

    /** How others voted: the share of each verdict, and of how many votes. */
    private static final class Others {
        private final double[] shares;
        private final double votes;

        Others(double[] shares, double votes) {
            this.shares = shares;
            this.votes = votes;
        }

        /** Upper end of Wilson's interval: the odds that are fair to someone who judges, whatever the others' luck. */
        double atMost(int verdict) {
            double p = shares[verdict];
            double squared = NORMAL_90 * NORMAL_90 / votes;
            double middle = p + squared / 2;
            double width = NORMAL_90 * Math.sqrt(p * (1 - p) / votes + squared / votes / 4);
            return (middle + width) / (1 + squared);
        }
    }

    /** What a habit expects of a vote; nothing where it says nothing of that pair. */
    private static Optional<double[]> bet(Habit habit, Comparison vote, double[] others) {
        return switch (habit) {
            case Habit.FirstAnswer ignored -> Optional.of(always(FIRST));
            case Habit.SecondAnswer ignored -> Optional.of(always(SECOND));
            case Habit.Ties ignored -> Optional.of(always(TIE));
            case Habit.Chance ignored -> Optional.of(new double[] {1.0 / VERDICTS, 1.0 / VERDICTS, 1.0 / VERDICTS});
            case Habit.Contrary ignored -> Optional.of(new double[] {others[SECOND], others[TIE], others[FIRST]});
            case Habit.Favourite favourite ->
                side(vote, favourite.model()).stream()
                        .mapToObj(HabitualVoters::always)
                        .findFirst();
            case Habit.Grudge grudge ->
                side(vote, grudge.model()).stream()
                        .mapToObj(side -> always(SECOND - side))
                        .findFirst();
        };
    }

    private static OptionalInt side(Comparison vote, String model) {
        if (vote.modelA().equals(model)) {
            return OptionalInt.of(FIRST);
        }
        return vote.modelB().equals(model) ? OptionalInt.of(SECOND) : OptionalInt.empty();
    }

    private static double[] always(int verdict) {
        double[] shares = new double[VERDICTS];
        Arrays.fill(shares, SLIP / (VERDICTS - 1));
        shares[verdict] = 1 - SLIP;
        return shares;
    }

    /** For each vote, the share of each verdict among the other voters on its pair, the side turned as it was. */
    private List<Others> expectedOfOthers(List<Comparison> votes) {
        Map<Pair, double[]> own = new HashMap<>();
        double[] ownTotal = new double[VERDICTS];
        for (Comparison vote : votes) {
            own.computeIfAbsent(pair(vote), none -> new double[VERDICTS])[inPair(vote)]++;
            ownTotal[verdict(vote)]++;
        }
        double[] anywhere = prior(ownTotal);
        return votes.stream()
                .map(vote -> expected(vote, own.getOrDefault(pair(vote), new double[VERDICTS]), anywhere))
                .toList();
    }

    /** How verdicts fall on all pairs with the sides unknown, so that a habit of many for one side is none of the null's. */
    private double[] prior(double[] own) {
        double decided = 1 + total[FIRST] + total[SECOND] - own[FIRST] - own[SECOND];
        double ties = 0.5 + total[TIE] - own[TIE];
        double sum = decided + ties;
        return new double[] {decided / 2 / sum, ties / sum, decided / 2 / sum};
    }

    private Others expected(Comparison vote, double[] own, double[] anywhere) {
        double[] all = pairs.getOrDefault(pair(vote), new double[VERDICTS]);
        boolean turned = !vote.modelA().equals(pair(vote).lower());
        double[] shares = new double[VERDICTS];
        double sum = 1;
        for (int verdict = 0; verdict < VERDICTS; verdict++) {
            int place = turned ? SECOND - verdict : verdict;
            shares[verdict] = all[place] - own[place] + anywhere[verdict];
            sum += all[place] - own[place];
        }
        for (int verdict = 0; verdict < VERDICTS; verdict++) {
            shares[verdict] /= sum;
        }
        return new Others(shares, sum);
    }

    private static Pair pair(Comparison vote) {
        return vote.modelA().compareTo(vote.modelB()) < 0
                ? new Pair(vote.modelA(), vote.modelB())
                : new Pair(vote.modelB(), vote.modelA());
    }

    private static int verdict(Comparison vote) {
        return Verdict.of(vote.outcome()).index();
    }

    /** The verdict as it stands when the lower name comes first. */
    private static int inPair(Comparison vote) {
        return vote.modelA().equals(pair(vote).lower()) ? verdict(vote) : SECOND - verdict(vote);
    }
}
