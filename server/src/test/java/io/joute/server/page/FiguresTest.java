package io.joute.server.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.joute.arena.catalog.ParameterCount;
import io.joute.arena.energy.Amount;
import io.joute.server.http.Language;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class FiguresTest {
    private final Figures french = figures(Language.FRENCH);
    private final Figures english = figures(Language.ENGLISH);

    @Test
    void writeEnergyWithThreeSignificantDigits() {
        assertThat(french.energy(3.24187)).isEqualTo("3,24\u00A0Wh");
        assertThat(english.energy(3.24187)).isEqualTo("3.24\u00A0Wh");
        assertThat(french.energy(0.170958)).isEqualTo("0,171\u00A0Wh");
        assertThat(french.energy(61.8608)).isEqualTo("61,9\u00A0Wh");
        assertThat(french.energy(12_546)).isEqualTo("12,5\u00A0kWh");
        assertThat(french.energy(0.0008)).isEqualTo("0,800\u00A0mWh");
        assertThat(french.energy(0.0000032)).isEqualTo("3,20\u00A0µWh");
        assertThat(french.energy(0)).isEqualTo("0\u00A0µWh");
    }

    @Test
    void writeARangeInOneUnit() {
        assertThat(french.energy(2.92434, 3.5594)).isEqualTo("2,92–3,56\u00A0Wh");
        assertThat(french.energy(0.0854, 0.342)).isEqualTo("0,0854–0,342\u00A0Wh");
    }

    @Test
    void writeMass() {
        assertThat(french.mass(1.98125)).isEqualTo("1,98\u00A0g");
        assertThat(french.mass(0.0939)).isEqualTo("93,9\u00A0mg");
    }

    @Test
    void writeParametersInWords() {
        assertThat(french.sizeInWords(ParameterCount.of(70))).isEqualTo("70 milliards de paramètres");
        assertThat(french.sizeInWords(ParameterCount.of(70.55))).isEqualTo("70,6 milliards de paramètres");
        assertThat(french.sizeInWords(ParameterCount.of(1.23))).isEqualTo("1,23 milliard de paramètres");
        assertThat(english.sizeInWords(ParameterCount.of(1.23))).isEqualTo("1.23 billion parameters");
        assertThat(french.sizeInWords(ParameterCount.of(0.003))).isEqualTo("3 millions de paramètres");
        assertThat(french.sizeInWords(ParameterCount.of(0.00021))).isEqualTo("210\u202F000 paramètres");
        assertThat(english.sizeInWords(ParameterCount.of(0.00021))).isEqualTo("210,000 parameters");
        assertThat(french.parameters(new ParameterCount(44, 132))).isEqualTo("44,0 à 132 milliards");
    }

    @Test
    void writeTimeAsTheDeckDoesAndRounded() {
        Amount bulb = Amount.ofSeconds(38.9 * 60);
        assertThat(french.truncated(bulb)).isEqualTo("38\u00A0min");
        assertThat(french.time(bulb)).isEqualTo("39\u00A0min");
        assertThat(french.time(Amount.ofSeconds(225))).isEqualTo("3,8\u00A0min");
        assertThat(french.truncated(Amount.ofSeconds(0.57))).isEqualTo("0,57\u00A0s");
    }

    @Test
    void writeDatesAndShares() {
        assertThat(french.date("2024-12-06")).isEqualTo("6 décembre 2024");
        assertThat(french.date("2024-12")).isEqualTo("décembre 2024");
        assertThat(english.date("2024-12-06")).isEqualTo("6 December 2024");
        assertThat(french.percent(0.981)).isEqualTo("98\u00A0%");
        assertThat(english.percent(0.5)).isEqualTo("50%");
    }

    private static Figures figures(Language language) {
        return new Figures(Objects.requireNonNull(Words.all().get(language)));
    }
}
