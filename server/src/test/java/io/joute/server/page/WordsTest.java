package io.joute.server.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.joute.server.http.Language;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class WordsTest {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\d+}");

    private final Words french = words(Language.FRENCH);
    private final Words english = words(Language.ENGLISH);

    @Test
    void haveTheSameKeysInBothLanguages() {
        assertThat(french.byKey().keySet()).isEqualTo(english.byKey().keySet());
    }

    @Test
    void haveTheSamePlaceholdersInBothLanguages() {
        french.byKey()
                .forEach((key, sentence) ->
                        assertThat(placeholders(sentence)).as(key).isEqualTo(placeholders(english.say(key))));
    }

    @Test
    void sayEverySentenceInItsOwnWords() {
        long alike = french.byKey().entrySet().stream()
                .filter(entry -> entry.getValue().length() > 25)
                .filter(entry -> entry.getValue().equals(english.say(entry.getKey())))
                .count();

        assertThat(alike).isZero();
    }

    @Test
    void areTypesetAsFrenchIs() {
        assertThat(french.say("vote.question")).isEqualTo("Quelle réponse préférez-vous\u202F?");
        french.byKey().forEach((key, sentence) -> {
            assertThat(sentence).as(key).doesNotContain("'", "...", "« ", " »", " ?", " !", " :", " ;");
            assertThat(sentence.replaceAll("compar:IA|https?:", ""))
                    .as(key)
                    .doesNotContainPattern("[^\u202F\\d][?!;:»]");
        });
        english.byKey().forEach((key, sentence) -> assertThat(sentence).as(key).doesNotContain("'", "..."));
    }

    @Test
    void countAsTheLanguageDoes() {
        assertThat(french.count("figure.tokens", 0)).isEqualTo("0 token");
        assertThat(french.count("figure.tokens", 1)).isEqualTo("1 token");
        assertThat(french.count("figure.tokens", 2000)).isEqualTo("2\u202F000 tokens");
        assertThat(english.count("figure.tokens", 0)).isEqualTo("0 tokens");
        assertThat(english.count("figure.tokens", 1)).isEqualTo("1 token");
        assertThat(english.count("figure.tokens", 2000)).isEqualTo("2,000 tokens");
    }

    @Test
    void nameAKeyThatIsMissing() {
        assertThatThrownBy(() -> french.say("no.such.key"))
                .hasMessageContaining("no.such.key")
                .hasMessageContaining("messages_fr.properties");
    }

    private static SortedSet<String> placeholders(String sentence) {
        SortedSet<String> found = new TreeSet<>();
        Matcher matcher = PLACEHOLDER.matcher(sentence);
        while (matcher.find()) {
            found.add(matcher.group());
        }
        return found;
    }

    private static Words words(Language language) {
        Map<Language, Words> all = Words.all();
        return Objects.requireNonNull(all.get(language));
    }
}
