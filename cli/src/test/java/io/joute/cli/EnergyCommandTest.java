package io.joute.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code joute energy}: the figures of the published methods, as JSON and in words. */
final class EnergyCommandTest {
    private static final JsonMapper JSON = new JsonMapper();

    @Test
    void reproducesTheDecksCard() {
        JsonNode card = json("--method", "ecologits-0.8", "--active", "70", "--total", "70", "--tokens", "260");

        assertThat(card.get("energyWh").get("mid").asDouble()).isCloseTo(3.24187, within(1e-5));
        assertThat(card.get("energyWh").get("low").asDouble()).isCloseTo(2.92434, within(1e-5));
        assertThat(card.get("energyWh").get("high").asDouble()).isCloseTo(3.5594, within(1e-5));
        assertThat(card.get("gwpUsageG").asDouble()).isCloseTo(1.91425, within(1e-5));
        assertThat(card.get("gwpEmbodiedG").asDouble()).isCloseTo(0.066998, within(1e-6));
        assertThat(card.get("gwpG").asDouble()).isCloseTo(1.98125, within(1e-5));
        assertThat(card.get("gpus").asInt()).isEqualTo(1);
        assertThat(card.get("equivalents").get("ledBulbMinutes").asDouble()).isCloseTo(38.90, within(0.01));
        assertThat(card.get("equivalents").get("videoMinutes").asDouble()).isCloseTo(3.75, within(0.001));
        assertThat(card.get("method").asString()).isEqualTo("ecologits-0.8");
        assertThat(card.get("version").asString()).isNotEmpty();
    }

    @Test
    void takesRangesOfParameters() {
        JsonNode range = json(
                "--method",
                "ecologits-0.9",
                "--active",
                "44-132",
                "--total",
                "440",
                "--tokens",
                "500",
                "--zone",
                "USA");

        assertThat(range.get("energyWh").get("low").asDouble()).isCloseTo(1.06267, within(1e-5));
        assertThat(range.get("energyWh").get("high").asDouble()).isCloseTo(1.9169, within(1e-4));
        assertThat(range.get("gwpG").asDouble()).isCloseTo(0.686225, within(1e-6));
    }

    @Test
    void takesTheBatch() {
        JsonNode alone = json("--active", "70", "--tokens", "260", "--batch", "1");

        assertThat(alone.get("energyWh").get("mid").asDouble()).isCloseTo(3.64998, within(1e-5));
    }

    @Test
    void saysTheFiguresInWords() {
        Run run = Run.of("energy", "--method", "ecologits-0.8", "--active", "70", "--tokens", "260");

        assertThat(run.out()).contains("3.24 Wh, from 2.92 to 3.56", "1.98 gCO2e", "38.9 min", "ecologits-0.8");
    }

    @Test
    void refusesAnUnknownZoneNamingThoseThereAre() {
        Run run = Run.of("energy", "--active", "8", "--tokens", "1", "--zone", "ATLANTIS");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).startsWith("joute energy: zone 'ATLANTIS'").contains("FRA", "WOR");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void refusesWhatIsNoNumber() {
        Run run = Run.of("energy", "--active", "many", "--tokens", "1");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("'many' is no number or range; expected 70 or 44-132");
    }

    private static JsonNode json(String... options) {
        String[] arguments = new String[options.length + 2];
        arguments[0] = "energy";
        arguments[1] = "--json";
        System.arraycopy(options, 0, arguments, 2, options.length);
        Run run = Run.of(arguments);
        assertThat(run.code()).isZero();
        return JSON.readTree(run.out());
    }
}
