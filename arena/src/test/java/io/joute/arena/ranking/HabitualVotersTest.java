package io.joute.arena.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** Who judges is left alone; who does not is found within a handful of votes. */
final class HabitualVotersTest {
    private static final double[] TRUTH = {0.9, 0.4, 0.0, -0.3, -1.0};
    private static final double RATE = 0.05;
    private static final double TIES = Math.log(1.6);

    private final Random random = new Random(5);

    private static String name(int model) {
        return "m" + model;
    }

    /** Votes of one voter on pairs and sides drawn evenly; {@code judge} sees the two models. */
    private List<Comparison> votes(String voter, int count, BiFunction<Integer, Integer, Outcome> judge) {
        List<Comparison> votes = new ArrayList<>();
        for (int vote = 0; vote < count; vote++) {
            int first = random.nextInt(TRUTH.length);
            int second = (first + 1 + random.nextInt(TRUTH.length - 1)) % TRUTH.length;
            votes.add(new Comparison(voter, name(first), name(second), judge.apply(first, second)));
        }
        return votes;
    }

    private Outcome honest(double difference) {
        double u = random.nextDouble();
        if (u < Sigmoid.of(difference - TIES)) {
            return Outcome.A;
        }
        return u < Sigmoid.of(difference + TIES) ? Outcome.TIE : Outcome.B;
    }

    private List<Comparison> crowd(int voters, int each) {
        List<Comparison> votes = new ArrayList<>();
        for (int voter = 0; voter < voters; voter++) {
            votes.addAll(votes("honest" + voter, each, (a, b) -> honest(TRUTH[a] - TRUTH[b])));
        }
        return votes;
    }

    private List<HabitualVoter> foundWith(List<Comparison> more) {
        List<Comparison> all = crowd(60, 20);
        all.addAll(more);
        return HabitualVoters.in(all, RATE);
    }

    @Test
    void reportsHardlyAnyHonestVoter() {
        int reported = 0;
        for (int world = 0; world < 40; world++) {
            reported += HabitualVoters.in(crowd(60, 20), RATE).size();
        }

        assertThat(reported).as("of 2,400 honest voters").isLessThanOrEqualTo(2);
    }

    @Test
    void leavesAloneVotersWhoseTasteDiffers() {
        List<Comparison> all = new ArrayList<>();
        for (int voter = 0; voter < 60; voter++) {
            double[] taste = random.doubles(TRUTH.length, -0.8, 0.8).toArray();
            all.addAll(votes("v" + voter, 20, (a, b) -> honest(TRUTH[a] + taste[a] - TRUTH[b] - taste[b])));
        }

        assertThat(HabitualVoters.in(all, RATE)).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void findsWhoAlwaysTakesOneSide() {
        assertThat(foundWith(votes("lazy", 20, (a, b) -> Outcome.A)))
                .singleElement()
                .satisfies(found -> {
                    assertThat(found.voter()).isEqualTo("lazy");
                    assertThat(found.votes()).isEqualTo(20);
                    assertThat(found.habit()).isEqualTo(new Habit.FirstAnswer());
                    assertThat(found.evidence()).isGreaterThan(1000);
                });
        assertThat(foundWith(votes("lazy", 20, (a, b) -> Outcome.B)))
                .extracting(HabitualVoter::habit)
                .containsExactly(new Habit.SecondAnswer());
    }

    @Test
    void findsWhoPushesAWeakModel() {
        assertThat(foundWith(votes(
                        "fan", 60, (a, b) -> a == 4 ? Outcome.A : b == 4 ? Outcome.B : honest(TRUTH[a] - TRUTH[b]))))
                .singleElement()
                .satisfies(found -> assertThat(found.habit()).isEqualTo(new Habit.Favourite("m4")));
    }

    @Test
    void findsWhoDragsTheBestModelDown() {
        assertThat(foundWith(votes(
                        "foe", 60, (a, b) -> a == 0 ? Outcome.B : b == 0 ? Outcome.A : honest(TRUTH[a] - TRUTH[b]))))
                .singleElement()
                .satisfies(found -> assertThat(found.habit()).isEqualTo(new Habit.Grudge("m0")));
    }

    @Test
    void findsWhoVotesAgainstEverybody() {
        assertThat(foundWith(votes("contrary", 120, (a, b) -> honest(TRUTH[b] - TRUTH[a]))))
                .extracting(HabitualVoter::habit)
                .containsExactly(new Habit.Contrary());
    }

    @Test
    void findsWhoAlwaysSaysTie() {
        assertThat(foundWith(votes("undecided", 20, (a, b) -> Outcome.BOTH_BAD)))
                .extracting(HabitualVoter::habit)
                .containsExactly(new Habit.Ties());
    }

    @Test
    void fewVotesProveNothing() {
        assertThat(foundWith(votes("newcomer", 3, (a, b) -> Outcome.A))).isEmpty();
        assertThat(HabitualVoters.in(List.of(), RATE)).isEmpty();
        assertThat(HabitualVoters.in(List.of(new Comparison("v", "same", "same", Outcome.A)), RATE))
                .isEmpty();
    }

    @Test
    void saysNothingWhereNobodyElseVoted() {
        for (int world = 0; world < 100; world++) {
            List<Comparison> alone = votes("alone", 20, (a, b) -> honest(4 * (TRUTH[a] - TRUTH[b])));
            assertThat(HabitualVoters.in(alone, RATE)).isEmpty();
        }
    }

    @Test
    void reportsHardlyAnyHonestVoterOfASmallCompany() {
        int reported = 0;
        for (int world = 0; world < 200; world++) {
            reported += HabitualVoters.in(crowd(3, 40), RATE).size();
        }

        assertThat(reported).as("of 600 honest voters").isLessThanOrEqualTo(6);
    }

    @Test
    void refusesARateThatIsNone() {
        assertThatThrownBy(() -> HabitualVoters.in(List.of(), 1))
                .hasMessageContaining("1.0, expected above 0 and below 1");
    }
}
