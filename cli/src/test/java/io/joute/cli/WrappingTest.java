package io.joute.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Lines of a width. */
final class WrappingTest {
    @Test
    void breaksAtSpaces() {
        assertThat(Wrapping.lines("one two three", 9)).containsExactly("one two", "three");
    }

    @Test
    void breaksAWordThatIsTooLong() {
        assertThat(Wrapping.lines("abcdefgh ij", 5)).containsExactly("abcde", "fgh", "ij");
    }

    @Test
    void keepsLineEndsAndEmptyLines() {
        assertThat(Wrapping.lines("a\n\nb", 5)).containsExactly("a", "", "b");
    }

    @Test
    void neverCutsACharacterInTwo() {
        assertThat(Wrapping.lines("🦊🦊🦊", 2)).containsExactly("🦊🦊", "🦊");
    }
}
