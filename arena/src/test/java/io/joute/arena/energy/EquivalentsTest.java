package io.joute.arena.energy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.joute.arena.catalog.ParameterCount;
import io.joute.arena.duel.Cards;
import io.joute.base.chat.Usage;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EquivalentsTest {
    private static EnergyResult estimate(String method, double billions) {
        ParameterCount size = ParameterCount.of(billions);
        return EnergyMethod.named(method).estimate(EnergyRequest.of(size, size, 260));
    }

    private static EnergyRatio ratio(String method, double first, double second) {
        return EnergyRatio.of(
                estimate(method, first).energy(), estimate(method, second).energy());
    }

    @Test
    void drawsTheCardOfTheDeck() {
        EnergyResult result = estimate("ecologits-0.8", 70);
        Equivalents equivalents = Equivalents.of(result);

        assertThat(result.energy().mid()).isCloseTo(3.2419, within(5e-5));
        assertThat(Digits.truncated(result.emissions().mid(), 2)).hasToString("1.98");
        assertThat(equivalents.ledBulb().value()).isCloseTo(38.90, within(5e-3));
        assertThat(equivalents.ledBulb().unit()).isEqualTo(Amount.Unit.MINUTE);
        assertThat(equivalents.ledBulb().truncated()).isEqualTo(38);
        assertThat(equivalents.ledBulb().rounded()).isEqualTo(39);
        assertThat(equivalents.video().value()).isCloseTo(3.750, within(5e-4));
        assertThat(equivalents.video().truncated()).isEqualTo(3);
        assertThat(equivalents.video().rounded()).isEqualTo(3.8);
        assertThat(equivalents.videoVersion()).isEqualTo("impact-co2-2025");
    }

    @Test
    void measuresEmissionsInThingsOfDailyLife() {
        Equivalents equivalents = Equivalents.of(1, 7260, VideoFactor.IMPACT_CO2_2026);

        assertThat(equivalents.tgvParisBerlin()).isEqualTo(1);
        assertThat(equivalents.baguettes()).isCloseTo(9.347, within(1e-3));
        assertThat(equivalents.parcels()).isCloseTo(12.604, within(1e-3));
        assertThat(equivalents.treeYears()).isCloseTo(0.33, within(1e-12));
        assertThat(equivalents.video()).isEqualTo(Amount.ofSeconds(7260 / 64.0168 * 3600));
        assertThat(equivalents.videoVersion()).isEqualTo("impact-co2-2026");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, SECOND",
        "59.9, 59.9, SECOND",
        "60, 1, MINUTE",
        "3599, 59.983333333, MINUTE",
        "7200, 2, HOUR",
        "86399, 23.999722222, HOUR",
        "129600, 1.5, DAY",
    })
    void choosesTheUnitOfTime(double seconds, double value, Amount.Unit unit) {
        Amount amount = Amount.ofSeconds(seconds);

        assertThat(amount.unit()).isEqualTo(unit);
        assertThat(amount.value()).isCloseTo(value, within(1e-8));
        assertThat(amount.seconds()).isCloseTo(seconds, within(1e-9));
    }

    @Test
    void roundsHalfUpToSignificantDigits() {
        assertThat(Digits.significant(3.2419, 3)).isEqualTo(3.24);
        assertThat(Digits.significant(0.170958, 3)).isEqualTo(0.171);
        assertThat(Digits.significant(12_546, 2)).isEqualTo(13_000);
        assertThat(Digits.significant(0, 2)).isEqualTo(0);
    }

    @ParameterizedTest(name = "{1} against {2} under {0}")
    @CsvSource({
        "ecologits-0.8, 70, 4, 3.89",
        "ecologits-0.9, 70, 4, 7.80",
        "ecologits-0.8, 70, 24, 2.07",
        "ecologits-0.9, 70, 24, 6.06",
        "ecologits-0.8, 70, 8, 3.31",
        "ecologits-0.9, 70, 8, 7.38",
        "ecologits-0.8, 405, 70, 19.1",
        "ecologits-0.9, 405, 70, 13.9",
        "ecologits-0.8, 405, 8, 63.1",
        "ecologits-0.9, 405, 8, 102",
    })
    void tellsHowManyTimesMore(String method, double first, double second, double printed) {
        EnergyRatio.Times forward = (EnergyRatio.Times) ratio(method, first, second);
        EnergyRatio.Times backward = (EnergyRatio.Times) ratio(method, second, first);

        assertThat(Digits.significant(forward.times(), 3)).isEqualTo(printed);
        assertThat(forward.firstUsedMore()).isTrue();
        assertThat(backward.firstUsedMore()).isFalse();
        assertThat(backward.times()).isEqualTo(forward.times());
    }

    @Test
    void carriesTheIntervalOfARatio() {
        EnergyRatio.Times times = (EnergyRatio.Times) ratio("ecologits-0.8", 70, 4);

        assertThat(times.low()).isCloseTo(2.54, within(5e-3));
        assertThat(times.high()).isCloseTo(6.90, within(5e-3));
        assertThat(times.rounded()).isEqualTo(3.9);
    }

    @Test
    void seesNoClearDifferenceWhenTheIntervalHoldsOne() {
        assertThat(ratio("ecologits-0.8", 8, 9)).isInstanceOf(EnergyRatio.NoClearDifference.class);
        assertThat(ratio("ecologits-0.9", 8, 8.2)).isInstanceOf(EnergyRatio.NoClearDifference.class);
        assertThat(ratio("ecologits-0.8", 8, 70)).isInstanceOf(EnergyRatio.Times.class);
    }

    @Test
    void comparesFiguresOfOneKindOnly() {
        EnergyRatio methods = EnergyRatio.of(
                estimate("ecologits-0.8", 70).energy(),
                estimate("ecologits-0.9", 70).energy());
        assertThat(methods).isInstanceOf(EnergyRatio.NotComparable.class);
        assertThat(((EnergyRatio.NotComparable) methods).reason())
                .contains("ecologits-0.8 0.8.2", "ecologits-0.9 0.9.1");

        Measurement counted = new Measurement(1, 1, 1, "Wh", "powercap", "package-0", 10);
        Measurement modelled = new Measurement(1, 2, 3, "Wh", "cpu-time-1", "this process", 10);
        assertThat(EnergyRatio.of(counted, modelled)).isInstanceOf(EnergyRatio.NotComparable.class);
        assertThat(EnergyRatio.of(modelled, modelled)).isInstanceOf(EnergyRatio.NoClearDifference.class);

        EnergyMethod method = EnergyMethod.named("ecologits-0.9");
        Estimate nothing = method.estimate(EnergyRequest.of(ParameterCount.of(8), ParameterCount.of(8), 0))
                .energy();
        assertThat(EnergyRatio.of(nothing, nothing)).isInstanceOf(EnergyRatio.NotComparable.class);
    }

    @ParameterizedTest(name = "{0} B: {1} and {2} Wh, class {3}")
    @CsvSource({
        "1.23, 2818, 80.9, A",
        "3.21, 3096, 83.3, A",
        "8.03, 3772, 89.2, A",
        "70.55, 12546, 660, C",
        "405.85, 238403, 9150, E",
        "23.6, 5957, 108, B",
        "4.3, 3249, 84.7, A",
        "12.2, 4357, 94.2, A",
        "27.4, 6490, 113, B",
    })
    void classesTheModelsOfTheCatalogue(double billions, double older, double newer, EnergyClass letter) {
        ParameterCount size = ParameterCount.of(billions);
        EnergyRequest million = EnergyRequest.of(size, size, 1_000_000);
        double wh08 = new EcoLogits08().estimate(million).energy().mid();
        Estimate wh09 = new EcoLogits09().estimate(million).energy();

        assertThat((double) Math.round(wh08)).isEqualTo(older);
        assertThat(Digits.significant(wh09.mid(), 3)).isEqualTo(newer);
        assertThat(EnergyClass.of(wh09)).isEqualTo(new EnergyClass.Span(letter, letter));
    }

    @Test
    void givesClosedModelsARangeOfClasses() {
        EnergyRequest million = EnergyRequest.of(new ParameterCount(44, 132), ParameterCount.of(440), 1_000_000);

        Estimate wh =
                new EcoLogits09().estimate(million.in("USA", Range.of(1.2))).energy();

        assertThat(Math.round(wh.low())).isEqualTo(2125);
        assertThat(Math.round(wh.high())).isEqualTo(3834);
        assertThat(EnergyClass.of(wh)).isEqualTo(new EnergyClass.Span(EnergyClass.D, EnergyClass.E));
        assertThat(EnergyClass.of(100)).isEqualTo(EnergyClass.B);
        assertThat(EnergyClass.of(99.99)).isEqualTo(EnergyClass.A);
        assertThat(EnergyClass.of(10_000)).isEqualTo(EnergyClass.F);
        assertThatThrownBy(() -> EnergyClass.of(-1)).hasMessageContaining("-1.0 Wh");
    }

    @Test
    void estimatesACardByBothMethods() {
        List<EnergyResult> results = Estimates.of(Cards.card("m", 70), new Usage(40, 260, 1, 1));

        assertThat(results).extracting(EnergyResult::method).containsExactly("ecologits-0.8", "ecologits-0.9");
        assertThat(results.getFirst().energy().mid()).isCloseTo(3.24187, within(5e-6));
        assertThat(results.getLast().energy().mid()).isCloseTo(0.170958, within(5e-7));
        assertThat(results.getFirst().zone()).isEqualTo("FRA");
        assertThat(Estimates.classOf(Cards.card("m", 70)).best()).isEqualTo(EnergyClass.C);
    }
}
