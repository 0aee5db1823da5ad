package io.joute.arena.duel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.joute.arena.catalog.ModelCard;
import io.joute.arena.catalog.ModelStatus;
import io.joute.arena.catalog.ParameterCount;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PairingTest {
    private static final int DRAWS = 10_000;
    private static final List<ModelCard> FIVE =
            List.of(card("a", 1), card("b", 2), card("c", 3), card("d", 9), card("e", 27));
    private static final Map<String, Integer> VETERANS = Map.of("a", 5_000, "b", 300, "c", 40, "d", 5_000);

    /** A family in three sizes, a twin of one of them, a student with its teacher, a giant, a loner. */
    private static final List<ModelCard> ZOO = List.of(
            Cards.kin("llama-405", 405, "Llama", Optional.empty()),
            Cards.kin("llama-70", 70, "Llama", Optional.empty()),
            Cards.kin("llama-8", 8, "Llama", Optional.empty()),
            Cards.kin("llama-8-twin", 8, "Llama", Optional.empty()),
            Cards.kin("student", 1, "School", Optional.of("llama-70")),
            Cards.kin("loner", 24, "", Optional.empty()));

    private static ModelCard card(String id, double billions) {
        return Cards.card(id, billions);
    }

    private static Pairing fresh() {
        return new Pairing(id -> 0);
    }

    private static Pairing afterManyVotes() {
        return new Pairing(id -> VETERANS.getOrDefault(id, 0));
    }

    @Test
    void propensitiesOfAllPairsSumToOne() {
        for (Mode mode : Mode.values()) {
            List<Pairing.Odds> odds = afterManyVotes().odds(ZOO, mode);
            assertThat(odds.stream().mapToDouble(Pairing.Odds::propensity).sum())
                    .as("sum over the pairs of %s", mode)
                    .isCloseTo(1, within(1e-12));
        }
    }

    @Test
    void drawsEqualModelsUniformly() {
        assertThat(fresh().odds(FIVE, Mode.RANDOM))
                .hasSize(10)
                .allSatisfy(pair -> assertThat(pair.propensity()).isCloseTo(0.1, within(1e-12)));
    }

    @Test
    void favoursNewcomersByAtMostFiveTimes() {
        Map<String, Double> odds = new HashMap<>();
        List<ModelCard> three = List.of(card("a", 1), card("d", 2), card("e", 3));
        afterManyVotes()
                .odds(three, Mode.RANDOM)
                .forEach(pair -> odds.put(pair.one().id() + pair.other().id(), pair.propensity()));
        // Weights: a and d have the least, e would have (5010/10)^0.4 = 12 times as much, clipped to 5.
        assertThat(odds.get("ad")).isCloseTo(0.2 / 3 + 0.8 * 1 / 11, within(1e-12));
        assertThat(odds.get("ae")).isCloseTo(0.2 / 3 + 0.8 * 5 / 11, within(1e-12));
        assertThat(odds.get("de")).isCloseTo(0.2 / 3 + 0.8 * 5 / 11, within(1e-12));
    }

    @Test
    void drawsEachPairAsOftenAsItsPropensitySays() {
        Random random = new Random(1);
        Map<Set<String>, Integer> drawn = new HashMap<>();
        for (int i = 0; i < DRAWS; i++) {
            Pairing.Draw draw = draw(afterManyVotes(), FIVE, Mode.RANDOM, random);
            drawn.merge(Set.of(draw.left().id(), draw.right().id()), 1, Integer::sum);
        }
        double chiSquare = 0;
        for (Pairing.Odds pair : afterManyVotes().odds(FIVE, Mode.RANDOM)) {
            double expected = DRAWS * pair.propensity();
            int found = drawn.getOrDefault(Set.of(pair.one().id(), pair.other().id()), 0);
            chiSquare += (found - expected) * (found - expected) / expected;
        }
        assertThat(chiSquare).as("chi-square of 9 degrees of freedom, 99.9 %%").isLessThan(27.88);
    }

    @Test
    void recordsThePropensityOfTheUnorderedPairDrawn() {
        Random random = new Random(2);
        List<Pairing.Odds> odds = afterManyVotes().odds(FIVE, Mode.RANDOM);
        for (int i = 0; i < 100; i++) {
            Pairing.Draw draw = draw(afterManyVotes(), FIVE, Mode.RANDOM, random);
            assertThat(odds)
                    .filteredOn(pair -> Set.of(pair.one(), pair.other()).equals(Set.of(draw.left(), draw.right())))
                    .singleElement()
                    .satisfies(pair -> assertThat(draw.propensity()).isEqualTo(pair.propensity()));
        }
    }

    @Test
    void putsEachModelOnEitherSideEquallyOften() {
        Random random = new Random(3);
        Map<String, int[]> sides = new HashMap<>();
        for (int i = 0; i < DRAWS; i++) {
            Pairing.Draw draw = draw(afterManyVotes(), FIVE, Mode.RANDOM, random);
            sides.computeIfAbsent(draw.left().id(), id -> new int[2])[0]++;
            sides.computeIfAbsent(draw.right().id(), id -> new int[2])[1]++;
        }
        assertThat(sides).hasSize(FIVE.size());
        sides.forEach((id, counts) -> {
            double difference = counts[0] - counts[1];
            double chiSquare = difference * difference / (counts[0] + counts[1]);
            assertThat(chiSquare)
                    .as("chi-square of the sides of %s, 99.9 %%", id)
                    .isLessThan(10.83);
        });
    }

    @Test
    void drawsEveryEnabledModelAndNoOther() {
        List<ModelCard> cards = IntStream.range(0, 30)
                .mapToObj(i -> Cards.card(
                        "m" + i,
                        ParameterCount.of(1 + i),
                        Optional.empty(),
                        i % 3 == 0 ? ModelStatus.ARCHIVED : i % 3 == 1 ? ModelStatus.DISABLED : ModelStatus.ENABLED))
                .toList();
        Random random = new Random(4);
        Set<String> drawn = new HashSet<>();
        for (int i = 0; i < DRAWS; i++) {
            Pairing.Draw draw = draw(fresh(), cards, Mode.RANDOM, random);
            drawn.add(draw.left().id());
            drawn.add(draw.right().id());
        }
        assertThat(drawn)
                .isEqualTo(new HashSet<>(
                        ModelCard.enabled(cards).stream().map(ModelCard::id).toList()));
    }

    @Test
    void pairsBigAndSmallAtLeastThreeTimesApart() {
        assertThat(fresh().odds(FIVE, Mode.BIG_VERSUS_SMALL))
                .extracting(pair -> pair.one().id() + pair.other().id())
                .containsExactly("ac", "ad", "ae", "bd", "be", "cd", "ce", "de");
        assertThat(fresh().odds(List.of(card("big", 0.003), card("small", 0.0002)), Mode.BIG_VERSUS_SMALL))
                .hasSize(1);
    }

    @Test
    void readsARangeOfParametersAgainstTheClaim() {
        ModelCard vague = Cards.card("vague", new ParameterCount(5, 60), Optional.empty(), ModelStatus.ENABLED);
        assertThat(fresh().odds(List.of(vague, card("two", 2)), Mode.BIG_VERSUS_SMALL))
                .isEmpty();
        assertThat(fresh().odds(List.of(vague, card("one", 1)), Mode.BIG_VERSUS_SMALL))
                .hasSize(1);
    }

    @Test
    void listsInThePoolOnlyWhatCouldHaveBeenDrawn() {
        List<ModelCard> cards = List.of(card("x", 1), card("y", 1.5), card("z", 4));
        assertThat(draw(fresh(), cards, Mode.BIG_VERSUS_SMALL, new Random(5)).pool())
                .containsExactly("x", "z");
        assertThat(draw(fresh(), cards, Mode.RANDOM, new Random(5)).pool()).containsExactly("x", "y", "z");
    }

    @Test
    void saysWhyAModeCannotBePlayedAndTakesNoWiderPool() {
        List<ModelCard> close = List.of(card("x", 1), card("y", 1.5));
        assertThat(Pairing.state(close, Mode.RANDOM)).isEqualTo(new ModeState.Enabled());
        assertThat(Pairing.state(close, Mode.BIG_VERSUS_SMALL))
                .isEqualTo(new ModeState.Disabled(ModeState.Why.NONE_FAR_ENOUGH_APART));
        assertThat(fresh().draw(close, Mode.BIG_VERSUS_SMALL, new Random(6))).isEmpty();
        for (Mode mode : Mode.values()) {
            assertThat(Pairing.state(List.of(card("x", 1)), mode))
                    .isEqualTo(new ModeState.Disabled(ModeState.Why.FEWER_THAN_TWO_MODELS));
            assertThat(fresh().draw(List.of(), mode, new Random(6))).isEmpty();
        }
    }

    private static Set<String> pairs(Mode mode, String... picks) {
        return fresh().odds(ZOO, mode, List.of(picks)).stream()
                .map(pair -> pair.one().id() + " " + pair.other().id())
                .collect(Collectors.toSet());
    }

    @Test
    void drawsOnlySmallModelsWhenAskedTo() {
        assertThat(pairs(Mode.SMALL_ONLY)).hasSize(6).noneMatch(pair -> pair.contains("70") || pair.contains("405"));
        assertThat(Pairing.state(List.of(card("x", 70), card("y", 150), card("z", 1)), Mode.SMALL_ONLY))
                .isEqualTo(new ModeState.Disabled(ModeState.Why.FEWER_THAN_TWO_SMALL));
    }

    @Test
    void drawsTwoSizesOfAFamilyOrATeacherAndItsStudent() {
        assertThat(pairs(Mode.SAME_FAMILY))
                .containsExactlyInAnyOrder(
                        "llama-405 llama-70",
                        "llama-405 llama-8",
                        "llama-405 llama-8-twin",
                        "llama-70 llama-8",
                        "llama-70 llama-8-twin",
                        "llama-70 student");
        assertThat(pairs(Mode.TEACHER_STUDENT)).containsExactly("llama-70 student");
        List<ModelCard> strangers = List.of(
                Cards.kin("x", 1, "", Optional.empty()),
                Cards.kin("y", 2, "", Optional.empty()),
                Cards.kin("z", 2, "Z", Optional.of("teacher who is not here")));
        assertThat(Pairing.state(strangers, Mode.SAME_FAMILY))
                .isEqualTo(new ModeState.Disabled(ModeState.Why.NO_TWO_OF_A_FAMILY));
        assertThat(Pairing.state(strangers, Mode.TEACHER_STUDENT))
                .isEqualTo(new ModeState.Disabled(ModeState.Why.NO_TEACHER_WITH_STUDENT));
    }

    @Test
    void givesEverySizeAPoolWithItsOwnKindAndAgainstOthers() {
        assertThat(pairs(Mode.BIG_VERSUS_SMALL)).contains("llama-70 llama-8", "llama-405 llama-70", "llama-8 loner");
    }

    @Test
    void drawsThePartnerOfOnePickWithPropensitiesThatSumToOne() {
        List<Pairing.Odds> odds = afterManyVotes().odds(FIVE, Mode.CHOSEN, List.of("c"));
        assertThat(odds)
                .hasSize(4)
                .allMatch(
                        pair -> pair.one().id().equals("c") || pair.other().id().equals("c"));
        assertThat(odds.stream().mapToDouble(Pairing.Odds::propensity).sum()).isCloseTo(1, within(1e-12));
        Set<String> partners = new HashSet<>();
        int left = 0;
        Random random = new Random(8);
        for (int i = 0; i < 1_000; i++) {
            Pairing.Draw draw = afterManyVotes()
                    .draw(FIVE, Mode.CHOSEN, List.of("c"), random)
                    .orElseThrow();
            boolean onTheLeft = draw.left().id().equals("c");
            left += onTheLeft ? 1 : 0;
            partners.add(onTheLeft ? draw.right().id() : draw.left().id());
        }
        assertThat(partners).containsExactlyInAnyOrder("a", "b", "d", "e");
        assertThat(left).isBetween(430, 570);
    }

    @Test
    void letsTwoPicksMeetForSureOnSidesByACoin() {
        Set<String> lefts = new HashSet<>();
        for (int seed = 0; seed < 20; seed++) {
            Pairing.Draw draw = fresh().draw(FIVE, Mode.CHOSEN, List.of("e", "b"), new Random(seed))
                    .orElseThrow();
            assertThat(draw.propensity()).isEqualTo(1);
            assertThat(draw.pool()).containsExactly("b", "e");
            lefts.add(draw.left().id());
        }
        assertThat(lefts).containsExactlyInAnyOrder("b", "e");
    }

    private static Pairing.Draw draw(Pairing pairing, List<ModelCard> cards, Mode mode, Random random) {
        return pairing.draw(cards, mode, random).orElseThrow();
    }
}
