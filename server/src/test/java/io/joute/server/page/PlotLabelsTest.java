package io.joute.server.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlotLabelsTest {
    @Test
    void giveNamesOfTheSameSpotDifferentPlaces() {
        PlotLabels labels = new PlotLabels(704);

        BoardPage.Label first = labels.place("Joute Grand 3M", 300, 200);
        BoardPage.Label second = labels.place("Joute Petit 0.24M", 300, 200);
        BoardPage.Label third = labels.place("Joute Petit 0.24M, sans maître", 300, 200);

        assertThat(first).isNotEqualTo(second);
        assertThat(third).isNotEqualTo(first).isNotEqualTo(second);
        assertThat(first.y()).isLessThan(200);
        assertThat(second.y()).isGreaterThan(200);
    }

    @Test
    void keepNamesInsideTheField() {
        assertThat(new PlotLabels(704)
                        .place("A rather long name of a model", 690, 200)
                        .anchor())
                .isEqualTo("end");
    }

    @Test
    void keepNamesOffLinesWhereThereIsRoom() {
        PlotLabels labels = new PlotLabels(704);
        labels.across(0, 704, 188);

        assertThat(labels.place("Joute Grand 3M", 300, 200).y()).isGreaterThan(200);
    }
}
