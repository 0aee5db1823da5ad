package io.joute.server.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.joute.arena.energy.Measurement;
import io.joute.server.http.Language;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class MeterWordsTest {
    private final MeterWords french =
            new MeterWords(Objects.requireNonNull(Words.all().get(Language.FRENCH)));

    @Test
    void sayWhatEachMeterCovers() {
        Measurement modelled = measured(
                "cpu-time-1",
                "this process on a processor of 45 W (assumed), gross (idle included); shared equally with answers that"
                        + " overlapped");
        Measurement counted = measured("powercap", "package-0 + dram, gross (idle included)");

        assertThat(french.meter(modelled)).contains("modélisée", "cpu-time-1");
        assertThat(french.scope(modelled))
                .contains("processeur de 45 W", "à parts égales")
                .doesNotContain("process on");
        assertThat(french.meter(counted)).contains("mesurée", "powercap");
        assertThat(french.scope(counted)).isEqualTo("package-0 + dram, repos compris");
    }

    @Test
    void showWhatTheyDoNotKnowAsItIs() {
        Measurement other = measured("wattmeter-9", "the whole rack");

        assertThat(french.meter(other)).isEqualTo("wattmeter-9");
        assertThat(french.scope(other)).isEqualTo("the whole rack");
    }

    private static Measurement measured(String meter, String scope) {
        return new Measurement(1, 2, 3, "Wh", meter, scope, 4);
    }
}
