package io.joute.arena.energy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.joute.arena.catalog.ParameterCount;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Published figures to their printed digits, and the formulas written a second time to twelve. */
final class EnergyVectorsTest {
    private static EnergyRequest request(String active, double total, long tokens) {
        String[] ends = active.split("-", -1);
        ParameterCount range =
                new ParameterCount(Double.parseDouble(ends[0]), Double.parseDouble(ends[ends.length - 1]));
        return EnergyRequest.of(range, ParameterCount.of(total), tokens);
    }

    /** Equal once rounded to the digits that were printed. */
    private static void assertPrinted(double found, String printed) {
        BigDecimal expected = new BigDecimal(printed);
        double unitInLastPlace = expected.ulp().doubleValue();
        assertThat(found).as("printed %s", printed).isCloseTo(expected.doubleValue(), within(unitInLastPlace * 0.501));
    }

    @ParameterizedTest(name = "{0} of {1} B, {2} tokens, {3}")
    @CsvSource({
        "70, 70, 260, WOR, 1, 2.92434, 3.24187, 3.5594",
        "8, 8, 260, WOR, 1, 0.662116, 0.979644, 1.29717",
        "405, 405, 260, WOR, 4, 60.5907, 61.8608, 63.1309",
        "12.9, 46.7, 400, FRA, 1, 1.2937, 1.7822, 2.27071",
        "44-132, 440, 500, USA, 4, 15.1974, 29.9896, 44.7817",
        "8, 8, 0, WOR, 1, 0, 0, 0",
    })
    void givesTheEnergyOfVersion08(
            String active, double total, long tokens, String zone, int gpus, String low, String mid, String high) {
        EnergyResult result =
                new EcoLogits08().estimate(request(active, total, tokens).in(zone, Range.of(1.2)));

        assertPrinted(result.energy().low(), low);
        assertPrinted(result.energy().mid(), mid);
        assertPrinted(result.energy().high(), high);
        assertThat(result.gpusLow()).isEqualTo(gpus);
        assertThat(result.energy().unit()).isEqualTo("Wh");
        assertThat(result.energy().method()).isEqualTo("ecologits-0.8");
    }

    @ParameterizedTest(name = "{0} of {1} B, {2} tokens, {3}")
    @CsvSource({
        "70, 70, 260, WOR, 1.98125",
        "8, 8, 260, WOR, 0.602985",
        "405, 405, 260, WOR, 37.7133",
        "44-132, 440, 500, USA, 20.7814",
        "8, 8, 0, WOR, 0",
    })
    void givesTheEmissionsOfVersion08(String active, double total, long tokens, String zone, String grams) {
        EnergyResult result =
                new EcoLogits08().estimate(request(active, total, tokens).in(zone, Range.of(1.2)));

        assertPrinted(result.emissions().mid(), grams);
    }

    @Test
    void tellsUseFromManufacture() {
        EnergyResult dense = new EcoLogits08().estimate(request("70", 70, 260));
        assertPrinted(dense.usage().mid(), "1.91425");
        assertPrinted(dense.embodied().mid(), "0.066998");

        EnergyResult mixture =
                new EcoLogits08().estimate(request("12.9", 46.7, 400).in("FRA", Range.of(1.2)));
        assertPrinted(mixture.usage().mid(), "0.142727");
        assertPrinted(mixture.embodied().mid(), "0.042898");

        EnergyResult newer = new EcoLogits09().estimate(request("70", 70, 260));
        assertPrinted(newer.usage().mid(), "0.0808646");
        assertPrinted(newer.embodied().mid(), "0.013088");
    }

    @ParameterizedTest(name = "{0} of {1} B, {2} tokens, {3}, batch {4}")
    @CsvSource({
        "70, 70, 260, WOR, 64, 4, 0.170958, 0.0939526",
        "8, 8, 260, WOR, 64, 1, 0.0231797, 0.0126528",
        "70, 70, 260, FRA, 64, 4, 0.170958, 0.0206406",
        "70, 70, 260, WOR, 1, 4, 3.64998, 2.37474",
    })
    void givesTheFiguresOfVersion09(
            String active, double total, long tokens, String zone, int batch, int gpus, String mid, String grams) {
        EnergyResult result = new EcoLogits09()
                .estimate(request(active, total, tokens).in(zone, Range.of(1.2)).withBatch(batch));

        assertPrinted(result.energy().mid(), mid);
        assertThat(result.energy().low()).isEqualTo(result.energy().high());
        assertThat(result.emissions().mid())
                .isCloseTo(Double.parseDouble(grams), within(1e-6 * Double.parseDouble(grams) + 5e-7));
        assertThat(result.gpusLow()).isEqualTo(gpus);
    }

    @Test
    void givesTheRangeOfAClosedModelUnderVersion09() {
        EnergyResult result =
                new EcoLogits09().estimate(request("44-132", 440, 500).in("USA", Range.of(1.2)));

        assertPrinted(result.energy().low(), "1.06267");
        assertPrinted(result.energy().high(), "1.9169");
        assertPrinted(result.emissions().mid(), "0.686225");
        assertThat(result.gpusLow()).isEqualTo(16);
    }

    @Test
    void countsWaterWhenTheSiteTellsItsOwn() {
        EnergyResult result = new EcoLogits09().estimate(request("70", 70, 260).withSiteWater(Range.of(0.569)));

        assertPrinted(result.waterLitres().orElseThrow().mid() * 1000, "0.899");
        assertThatThrownBy(() -> new EcoLogits09()
                        .estimate(
                                request("70", 70, 260).in("FRA", Range.of(1.2)).withSiteWater(Range.of(0.569))))
                .hasMessageContaining("FRA");
    }

    @ParameterizedTest(name = "{0} of {1} B, {2} tokens, PUE {3}, latency {4}")
    @CsvSource({"70, 70, 260, 1.2, 0", "12.9, 46.7, 400, 1.1, 0", "405, 405, 1, 1.35, 0", "8, 8, 100000, 1.2, 3.5"})
    void agreesWithTheFormulaOfVersion08WrittenAgain(double active, double total, long n, double pue, double latency) {
        EnergyRequest asked = request(String.valueOf(active), total, n).in("USA", Range.of(pue));
        EnergyResult result = new EcoLogits08().estimate(latency > 0 ? asked.withLatencySeconds(latency) : asked);

        double g = Math.ceil(1.2 * total * 4 / 8 / 80);
        double seconds = latency > 0 ? latency : n * (8.02e-4 * active + 2.23e-2 + 1.96 * 7.00e-6);
        double gpu = n * (8.91e-8 * active + 1.43e-6 + 1.96 * 5.19e-7);
        double kwh = pue * (seconds / 3600 * g / 8 + g * gpu);
        double embodiedKg = seconds / (5 * 365 * 86400.0) * (g / 8 * 3000 + g * 143);
        assertThat(result.energy().high()).isCloseTo(kwh * 1000, within(kwh * 1000 * 1e-12));
        assertThat(result.emissions().high()).isCloseTo((kwh * 0.672606 + embodiedKg) * 1000, within(kwh * 1e-9));
    }

    @ParameterizedTest(name = "{0} of {1} B, {2} tokens, batch {3}, {4} bits, latency {5}")
    @CsvSource({"70, 70, 260, 64, 16, 0", "3, 3, 17, 8, 4, 0", "22, 1000, 9000, 512, 8, 0", "8, 8, 5000, 64, 16, 0.25"})
    void agreesWithTheFormulaOfVersion09WrittenAgain(
            double active, double total, long n, int batch, int bits, double latency) {
        EnergyRequest asked =
                request(String.valueOf(active), total, n).withBatch(batch).withBits(bits);
        EnergyResult result = new EcoLogits09().estimate(latency > 0 ? asked.withLatencySeconds(latency) : asked);

        double gpu = n
                / 1000.0
                * (1.1665273170451914e-06 * Math.exp(-0.011205921025579175 * batch) * active + 4.052928146734005e-05);
        double seconds = latency > 0
                ? latency
                : n * (6.785088094353663e-4 * active + 3.119310311688259e-4 * batch + 1.9473717579473387e-2);
        double g = Math.pow(2, Math.ceil(Math.log(Math.ceil(1.2 * total * bits / 8 / 80)) / Math.log(2) - 1e-12));
        double kwh = 1.2 * (seconds / 3600 * 1.2 * g / 8 / batch + g * gpu);
        double embodiedKg = seconds / (3 * 365 * 86400.0 * batch) * (g / 8 * 5700 + g * 164);
        assertThat(result.energy().mid()).isCloseTo(kwh * 1000, within(kwh * 1000 * 1e-12));
        assertThat(result.emissions().mid()).isCloseTo((kwh * 0.47301 + embodiedKg) * 1000, within(kwh * 1e-9));
    }

    @Test
    void namesItsZonesWhenItDoesNotKnowOne() {
        assertThatThrownBy(() -> new EcoLogits08().estimate(request("8", 8, 1).in("DEU", Range.of(1.2))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("zone 'DEU' is not in ecologits-0.8 0.8.2; its zones are FRA, USA, WOR");
        assertThat(new EcoLogits09().mixes()).hasSize(17).containsEntry("DEU", 0.34414);
    }

    @Test
    void refusesWhatAMethodDoesNotHave() {
        assertThatThrownBy(() -> new EcoLogits08().estimate(request("8", 8, 1).withBatch(8)))
                .hasMessageContaining("no batch");
        assertThatThrownBy(() -> EnergyMethod.named("ecologits-1.0"))
                .hasMessageContaining("ecologits-0.8, ecologits-0.9");
        assertThatThrownBy(() -> request("9", 8, 1)).hasMessageContaining("at most the total");
    }

    @Test
    void signsOtherConstantsWithAnotherVersion() {
        EnergyRequest plain = request("8", 8, 100);
        EnergyMethod method = EnergyMethod.named("ecologits-0.9");

        assertThat(method.estimate(plain.withBatch(64)).energy())
                .isEqualTo(method.estimate(plain).energy());
        assertThat(method.estimate(plain.withBatch(8)).energy().version()).isEqualTo("0.9.1, batch 8");
        assertThat(new EcoLogits08().estimate(plain.withBits(8)).energy().version())
                .isEqualTo("0.8.2, 8 bits");
    }

    @Test
    void givesItsBandWhereItWasMeasuredAndNowhereElse() {
        Estimate bare = new EcoLogits09().estimate(request("70", 70, 260)).energy();
        Estimate own = new EcoLogits08().estimate(request("70", 70, 260)).energy();
        Estimate otherBatch =
                new EcoLogits09().estimate(request("70", 70, 260).withBatch(8)).energy();

        assertThat(Estimates.shown(bare)).isEqualTo(EcoLogits09.band(bare));
        assertThat(Estimates.shown(own)).isEqualTo(own);
        assertThat(Estimates.shown(otherBatch)).isEqualTo(otherBatch);
    }

    @Test
    void marksItsOwnBandAsItsOwn() {
        Estimate estimate = new EcoLogits09().estimate(request("70", 70, 260)).energy();

        Estimate banded = EcoLogits09.band(estimate);

        assertThat(banded.mid()).isEqualTo(estimate.mid());
        assertThat(banded.low()).isEqualTo(estimate.mid() / 2);
        assertThat(banded.high()).isEqualTo(estimate.mid() * 2);
        assertThat(banded.method()).isEqualTo("ecologits-0.9+joute-band");
        assertThatThrownBy(() -> EcoLogits09.band(banded)).hasMessageContaining("no other");
    }
}
