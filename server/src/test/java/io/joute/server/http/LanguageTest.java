package io.joute.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LanguageTest {
    @Test
    void takesTheFirstOfOursThatTheBrowserWants() {
        assertThat(Language.preferred("fr-CA,fr;q=0.9,en;q=0.8")).isEqualTo(Language.FRENCH);
        assertThat(Language.preferred("de,en-US;q=0.7,fr;q=0.3")).isEqualTo(Language.ENGLISH);
        assertThat(Language.preferred("de,fr;q=0.3")).isEqualTo(Language.FRENCH);
    }

    @Test
    void isEnglishWhenNoneIsOursOrNothingCanBeRead() {
        assertThat(Language.preferred("")).isEqualTo(Language.ENGLISH);
        assertThat(Language.preferred("de")).isEqualTo(Language.ENGLISH);
        assertThat(Language.preferred("é;;q=banana")).isEqualTo(Language.ENGLISH);
        assertThat(Language.preferred("x".repeat(5000))).isEqualTo(Language.ENGLISH);
    }
}
