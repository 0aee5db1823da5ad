package io.joute.server.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.joute.server.http.Language;
import org.junit.jupiter.api.Test;

class AnswerLanguageTest {
    @Test
    void tellsFrenchFromEnglish() {
        assertThat(AnswerLanguage.of("Quelle est la capitale de l’Australie ?", Language.ENGLISH))
                .isEqualTo(Language.FRENCH);
        assertThat(AnswerLanguage.of("What is the capital of Australia?", Language.FRENCH))
                .isEqualTo(Language.ENGLISH);
        assertThat(AnswerLanguage.of("Je ne sais pas : je suis un tout petit modèle.", Language.ENGLISH))
                .isEqualTo(Language.FRENCH);
    }

    @Test
    void keepsTheLanguageAroundWhenTheWordsDoNotTell() {
        assertThat(AnswerLanguage.of("42", Language.FRENCH)).isEqualTo(Language.FRENCH);
        assertThat(AnswerLanguage.of("", Language.ENGLISH)).isEqualTo(Language.ENGLISH);
        assertThat(AnswerLanguage.of("Canberra", Language.ENGLISH)).isEqualTo(Language.ENGLISH);
    }
}
