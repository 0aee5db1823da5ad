package io.joute.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.joute.engine.sampling.Sampler;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PromptLookupTest {
    private static int[] after(int most, int... said) {
        var tokens = new TokenList();
        tokens.add(said);
        var foresight = new Foresight(Sampler.greedy(), Optional.empty());
        return new PromptLookup().propose(tokens, new Outlook(most, foresight, 0));
    }

    @Test
    void goesOnAsItWentOnBefore() {
        assertThat(after(3, 1, 2, 3, 4, 5, 6, 2, 3)).containsExactly(4, 5, 6);
    }

    @Test
    void prefersTheLongestMatchToTheLatest() {
        assertThat(after(1, 7, 8, 9, 1, 5, 8, 9, 2, 7, 8, 9)).containsExactly(1);
    }

    @Test
    void prefersTheLatestOfEqualMatches() {
        assertThat(after(1, 8, 9, 1, 8, 9, 2, 7, 8, 9)).containsExactly(2);
    }

    @Test
    void oneTokenIsNoMatch() {
        assertThat(after(3, 1, 2, 3, 9, 2)).isEmpty();
        assertThat(after(3, 1)).isEmpty();
        assertThat(after(3, 1, 1)).isEmpty();
    }

    @Test
    void goesRoundInALoop() {
        assertThat(after(7, 1, 2, 3, 1, 2, 3, 1, 2)).containsExactly(3, 1, 2, 3, 1, 2, 3);
        assertThat(after(3, 4, 4, 4)).containsExactly(4, 4, 4);
    }
}
