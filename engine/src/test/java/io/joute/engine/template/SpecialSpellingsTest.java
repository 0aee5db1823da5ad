package io.joute.engine.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.joute.engine.tokenizer.Tokenizer;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class SpecialSpellingsTest {
    private static final Tokenizer TOKENIZER = Vocabularies.of("<s>", "</s>", "<|a|>", "aa<", "a");
    private final SpecialSpellings specials = new SpecialSpellings(TOKENIZER);

    @Test
    void choosesASeparatorThatNoTextContains() {
        assertThat(SpecialSpellings.separator(List.of("ab"))).isEqualTo("\uE000\uE001\uE000");
        String hostile = "\uE000\uE001\uE000 \uE001\uE001\uE001 \uE000";
        assertThat(hostile).doesNotContain(SpecialSpellings.separator(List.of("", hostile)));
    }

    /** Whatever a text spells, alone or with what is written around it, only the marks around it are found. */
    @Test
    void findsTheTemplatesMarksAloneAndTheTextUnchanged() {
        var random = new Random(4);
        String letters = "<s>/|a\uE000\uE001 x";
        for (int i = 0; i < 20_000; i++) {
            String text = word(random, letters, 8) + letters.charAt(random.nextInt(letters.length()));
            String before = word(random, "</|b", 3);
            String after = word(random, ">/s|b", 3);
            String separator = SpecialSpellings.separator(List.of(text));
            Prompt prompt =
                    specials.prompt("<s>" + before + specials.broken(text, separator) + after + "</s>", separator);
            int[] ids = prompt.ids(TOKENIZER);
            assertThat(prompt.shown()).isEqualTo("<s>" + before + text + after + "</s>");
            assertThat(Vocabularies.specials(TOKENIZER, ids))
                    .as(before + "|" + text + "|" + after)
                    .isEqualTo(2);
        }
    }

    private static String word(Random random, String letters, int length) {
        return IntStream.range(0, random.nextInt(length))
                .mapToObj(
                        i -> letters.substring(random.nextInt(letters.length())).substring(0, 1))
                .collect(Collectors.joining());
    }
}
