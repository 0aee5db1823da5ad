package io.joute.arena.moderation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class BlockedWordsTest {
    private final BlockedWords words =
            new BlockedWords(List.of("zut", "", "  Saperlipopette ", "grand méchant", "explos*", "Œuf"));

    @ParameterizedTest
    @CsvSource({
        "zut",
        "ZUT !",
        "Ah... zut,alors",
        "saperlipopette",
        "le GRAND  MECHANT loup",
        "grand-méchant",
        "explosif",
        "des explosions",
        "explos",
        "ｚｕｔ",
        "zu\u0301t"
    })
    void findsThemWhateverTheirCaseAccentsAndPunctuation(String text) {
        assertThat(words.in(text)).as(text).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"zutano", "azut", "grand loup méchant", "grand", "inexplosible", "'*'", "'explo*'"})
    void findsThemOnlyAsWholeWords(String text) {
        assertThat(words.in(text)).as(text).isFalse();
    }

    @Test
    void keepsEntriesAsTheyWereWritten() {
        assertThat(words.entries()).containsExactly("zut", "Saperlipopette", "grand méchant", "explos*", "Œuf");
    }

    @ParameterizedTest
    @CsvSource({"*", "...", "a*b", "'mot * autre'"})
    void refusesWhatIsNoWord(String entry) {
        assertThatThrownBy(() -> new BlockedWords(List.of(entry)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(entry);
    }

    @Test
    void refusesTooLongAndTooMany() {
        assertThatThrownBy(() -> new BlockedWords(List.of("a".repeat(101)))).hasMessageContaining("101 characters");
        assertThatThrownBy(() -> new BlockedWords(java.util.Collections.nCopies(1001, "a")))
                .hasMessageContaining("1001 entries");
    }

    /** What makes a pattern of many stars slow in a regular expression costs nothing here. */
    @Test
    void takesTimeInProportionToTheText() {
        BlockedWords many = new BlockedWords(java.util.stream.IntStream.range(0, 1000)
                .mapToObj(i -> "a* a* a* a* b" + i)
                .toList());
        String text = "aaaa ".repeat(12_000);
        org.junit.jupiter.api.Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(50), () -> assertThat(many.in(text)).isFalse());
    }
}
