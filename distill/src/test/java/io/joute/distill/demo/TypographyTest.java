package io.joute.distill.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TypographyTest {
    private static final Example CAPITAL = Example.first(
            Category.CAPITALS,
            Language.FRENCH,
            "capital Egypt",
            "0",
            new Example.Exchange("Quelle est la capitale de l'Égypte ?", "La capitale de l'Égypte est Le Caire."));

    @Test
    void asksTheSameInManyLetters() {
        var random = new Random(1);
        var asked = IntStream.range(0, 400)
                .mapToObj(i -> Typography.vary(CAPITAL, random).question())
                .collect(Collectors.toSet());
        assertThat(asked)
                .contains("quelle est la capitale de l'égypte", "Quelle est la capitale de l'Egypte ?")
                .contains("Quelle est la capitale de l’Égypte ?", "Quelle est la capitale de l'Égypte?")
                .allMatch(question -> !question.isBlank());
    }

    @Test
    void keepsTheAnswer() {
        assertThat(Typography.vary(CAPITAL, new Random(2)).answer()).isEqualTo(CAPITAL.answer());
    }

    @Test
    void slipsInLongWordsOnly() {
        var random = new Random(3);
        assertThat(Typography.mistyped("12 + 3 ?", random)).isEqualTo("12 + 3 ?");
        assertThat(Typography.mistyped("capitale du Mali", random))
                .isNotEqualTo("capitale du Mali")
                .endsWith(" du Mali");
    }
}
