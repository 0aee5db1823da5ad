package io.joute.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StopTextsTest {
    @Test
    void passesTextOnWhereNothingStops() {
        var stop = new StopTexts(List.of());
        assertThat(stop.accept("one ")).isEqualTo("one ");
        assertThat(stop.accept("two")).isEqualTo("two");
        assertThat(stop.finish()).isEmpty();
        assertThat(stop.met()).isFalse();
    }

    @Test
    void findsATextCutAtEveryPlace() {
        String answer = "before STOP after";
        for (int cut = 1; cut < answer.length(); cut++) {
            var stop = new StopTexts(List.of("STOP"));
            String given = stop.accept(answer.substring(0, cut)) + stop.accept(answer.substring(cut)) + stop.finish();
            assertThat(given).as("cut at %d", cut).isEqualTo("before ");
            assertThat(stop.met()).isTrue();
        }
    }

    @Test
    void givesBackWhatOnlyLookedLikeAStart() {
        var stop = new StopTexts(List.of("aab"));
        assertThat(stop.accept("xaa")).isEqualTo("x");
        assertThat(stop.accept("a")).isEqualTo("a");
        assertThat(stop.accept("c")).isEqualTo("aac");
        assertThat(stop.accept("a")).isEmpty();
        assertThat(stop.finish()).isEqualTo("a");
    }

    @Test
    void theEarliestOfSeveralCounts() {
        var stop = new StopTexts(List.of("END", "\n"));
        assertThat(stop.accept("a\nbEND")).isEqualTo("a");
        assertThat(stop.accept("more")).isEmpty();
    }
}
