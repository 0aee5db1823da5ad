package io.joute.engine.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The ids that llama.cpp gives on vocabularies of every kind; see the resources' README. */
final class PeerAgreementTest {
    static final List<String> NAMES = MadeVocabularies.NAMES;

    @ParameterizedTest
    @FieldSource("NAMES")
    void encodesAsLlamaCppDoes(String name) {
        List<String> texts = MadeVocabularies.texts();
        List<int[]> expected = MadeVocabularies.ids(name);
        Tokenizer tokenizer = MadeVocabularies.tokenizer(name);
        assertThat(texts).hasSameSizeAs(expected).hasSizeGreaterThan(400);
        for (int i = 0; i < texts.size(); i++) {
            assertThat(tokenizer.encode(texts.get(i))).as(texts.get(i)).isEqualTo(expected.get(i));
        }
    }

    @ParameterizedTest
    @FieldSource("NAMES")
    void decodesWhatItEncodes(String name) {
        Tokenizer tokenizer = MadeVocabularies.tokenizer(name);
        var random = new RandomText(17);
        for (int i = 0; i < 4_000; i++) {
            // SentencePiece cannot tell ▁ from a space.
            String text = random.next(50).replace('▁', '_');
            assertThat(MadeVocabularies.decoded(tokenizer, tokenizer.encode(text)))
                    .isEqualTo(text);
        }
    }

    @ParameterizedTest
    @FieldSource("NAMES")
    void readsUnpairedSurrogatesAsTheReplacementCharacter(String name) {
        Tokenizer tokenizer = MadeVocabularies.tokenizer(name);
        assertThat(MadeVocabularies.decoded(tokenizer, tokenizer.encode("a\uD83Eb\uDD99\uD83E")))
                .isEqualTo("a\uFFFDb\uFFFD\uFFFD");
    }

    @ParameterizedTest
    @FieldSource("NAMES")
    void neverMakesASpecialTokenFromText(String name) {
        Tokenizer tokenizer = MadeVocabularies.tokenizer(name);
        for (String special : List.of("<s>", "</s>", "<unk>")) {
            assertThat(tokenizer.special(special)).isPresent();
            for (String text : List.of(special, "a " + special + special, special + "\n")) {
                assertThat(Arrays.stream(tokenizer.encode(text))).noneMatch(tokenizer::isSpecial);
                assertThat(MadeVocabularies.decoded(tokenizer, tokenizer.encode(text)))
                        .isEqualTo(text);
            }
        }
    }

    /** A mebichar of anything fits the test's heap and default stack: what grew with the square would not end. */
    @ParameterizedTest
    @FieldSource("NAMES")
    void encodesAMebicharOfAnything(String name) {
        Tokenizer tokenizer = MadeVocabularies.tokenizer(name);
        for (String unit :
                List.of("a", " ", "\n", "1", "!", "é", "\u0301", "🦙", "👩\u200d", "漢", "la", "A\u0301 ", "<h1>")) {
            String text = unit.repeat((1 << 20) / unit.length());
            assertThat(MadeVocabularies.decoded(tokenizer, tokenizer.encode(text))
                            .length())
                    .isEqualTo(text.length());
        }
    }
}
