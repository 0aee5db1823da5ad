package io.joute.engine.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class TokenFinderTest {
    private final TokenFinder tokens = new TokenFinder();

    @Test
    void findsTheFirstAndThereTheLongest() {
        tokens.add("ab", 1);
        tokens.add("abcd", 2);
        tokens.add("bcde", 3);
        assertThat(found("xabc")).isEqualTo("1 at 1");
        assertThat(found("xabcde")).isEqualTo("2 at 1");
        assertThat(found("xbcdeab")).isEqualTo("3 at 1");
        assertThat(found("abab")).isEqualTo("1 at 0");
        assertThat(found("acbcd")).isEqualTo("nothing");
    }

    @Test
    void countsTheFirstOfEqualsAndNoEmptyOne() {
        assertThat(found("a")).isEqualTo("nothing");
        tokens.add("", 5);
        tokens.add("a", 6);
        tokens.add("a", 7);
        assertThat(found("ba")).isEqualTo("6 at 1");
        assertThat(found("")).isEqualTo("nothing");
    }

    private String found(String text) {
        long found = tokens.next(text, 0);
        return found == TokenFinder.NONE ? "nothing" : (int) found + " at " + (found >>> Integer.SIZE);
    }
}
