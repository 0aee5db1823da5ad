package io.joute.engine.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PreTokenizerTest {
    private static final String CONTRACTION = "(?iu:'s|'t|'re|'ve|'m|'ll|'d)|";
    private static final String SPACES = "|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+";
    private static final String TEKKEN =
            "[^\\r\\n\\p{L}\\p{N}]?[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]*[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]+"
                    + "|[^\\r\\n\\p{L}\\p{N}]?[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]+[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]*"
                    + "|\\p{N}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n/]*" + SPACES;

    @ParameterizedTest
    @MethodSource("vectors")
    void cutsAsWrittenByHand(String text, List<String> pieces) {
        assertThat(PreTokenizer.LLAMA_BPE.split(text)).isEqualTo(pieces);
    }

    static Stream<Arguments> vectors() {
        return Stream.of(
                arguments("", List.of()),
                arguments("Hello world", List.of("Hello", " world")),
                arguments("l'été naît", List.of("l", "'été", " naît")),
                arguments("I'm you're WE'LL don't", List.of("I", "'m", " you", "'re", " WE", "'LL", " don", "'t")),
                arguments("it'sx 'tis", List.of("it", "'s", "x", " '", "tis")),
                arguments("it'ſ", List.of("it", "'ſ")),
                arguments("1234567", List.of("123", "456", "7")),
                arguments("x12 34", List.of("x", "12", " ", "34")),
                arguments("a  b", List.of("a", " ", " b")),
                arguments("a   b", List.of("a", "  ", " b")),
                arguments("a   ", List.of("a", "   ")),
                arguments("a \n b", List.of("a", " \n", " b")),
                arguments("a\n\n\n  b", List.of("a", "\n\n\n", " ", " b")),
                arguments("a \n \r\n  ", List.of("a", " \n \r\n", "  ")),
                arguments("a\t\tb", List.of("a", "\t", "\tb")),
                arguments("a\t1", List.of("a", "\t", "1")),
                arguments("end.\n\nNext", List.of("end", ".\n\n", "Next")),
                arguments("« Joute »", List.of("«", " Joute", " »")),
                arguments(" ...  !", List.of(" ...", " ", " !")),
                arguments("\u00a0x\u3000\u3000y", List.of("\u00a0x", "\u3000", "\u3000y")),
                arguments("\u00a0!", List.of("\u00a0", "!")),
                arguments("🦙🙂 𝒳𝒴", List.of("🦙🙂", " 𝒳𝒴")),
                arguments("e\u0301a", List.of("e", "\u0301a")),
                arguments("②½Ⅷ٣", List.of("②½Ⅷ", "٣")),
                arguments("a\uD800b", List.of("a", "\uD800b")),
                arguments("'", List.of("'")),
                arguments("'r", List.of("'r")),
                arguments("''s", List.of("''", "s")));
    }

    @ParameterizedTest
    @MethodSource("casedVectors")
    void cutsWordsByCaseForMistral(String text, List<String> pieces) {
        assertThat(PreTokenizer.TEKKEN.split(text)).isEqualTo(pieces);
    }

    static Stream<Arguments> casedVectors() {
        return Stream.of(
                arguments("HelloWorld helloWorld", List.of("Hello", "World", " hello", "World")),
                arguments("JSONFile ÉTÉs étÉ", List.of("JSONFile", " ÉTÉs", " ét", "É")),
                arguments("I'm l'été", List.of("I", "'m", " l", "'été")),
                arguments("2024", List.of("2", "0", "2", "4")),
                arguments("漢字ABC", List.of("漢字", "ABC")),
                arguments("ABC漢DE", List.of("ABC漢", "DE")),
                arguments("e\u0301te\u0301 E\u0301T", List.of("e\u0301te\u0301", " E\u0301", "T")),
                arguments("\u0301AB", List.of("\u0301", "AB")),
                arguments("\u0301 \u0301a", List.of("\u0301", " \u0301a")),
                arguments("a//\n/\n", List.of("a", "//\n/\n")),
                arguments("ǅa", List.of("ǅa")));
    }

    @Test
    void givesEachDigitToTheDemoModelsAlone() {
        assertThat(PreTokenizer.JOUTE_DEMO.split("12 plus 345")).containsExactly("1", "2", " plus", " ", "3", "4", "5");
    }

    @Test
    void isFoundByTheNamesThatFilesUse() {
        assertThat(Stream.of("llama-bpe", "llama3", "tekken", "qwen2", "deepseek-r1-qwen", "joute-demo", "gpt-4o")
                        .map(PreTokenizer::of))
                .map(kind -> kind.map(PreTokenizer::spelling).orElse("unknown"))
                .containsExactly("llama-bpe", "llama-bpe", "tekken", "qwen2", "qwen2", "joute-demo", "unknown");
    }

    @ParameterizedTest
    @EnumSource
    void agreesWithTheRegularExpression(PreTokenizer kind) {
        Pattern pattern = Pattern.compile(pattern(kind), Pattern.UNICODE_CHARACTER_CLASS);
        var texts = new RandomText(7);
        for (int i = 0; i < 30_000; i++) {
            String text = texts.next(40);
            List<String> expected = new ArrayList<>();
            Matcher matcher = pattern.matcher(text);
            while (matcher.find()) {
                expected.add(matcher.group());
            }
            assertThat(kind.split(text)).as(text).isEqualTo(expected);
        }
    }

    private static String pattern(PreTokenizer kind) {
        return switch (kind) {
            case LLAMA_BPE -> pattern(3);
            case QWEN2, JOUTE_DEMO -> pattern(1);
            case TEKKEN -> TEKKEN;
        };
    }

    private static String pattern(int digits) {
        return CONTRACTION + "[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}{1," + digits + "}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*"
                + SPACES;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                " ",
                "\n",
                " \n",
                "1",
                "!",
                "é",
                "'",
                "'s",
                "🦙",
                "a ",
                "  a",
                "\n  a",
                " !",
                "\u00a0 1",
                " \n a1!",
                "A",
                "\u0301",
                "\u0301A",
                "AAAAAAAAAA\u0301",
                "漢ABC",
                "aB",
                "!A",
                "!/\n/"
            })
    void readsEachCharacterAFewTimesWhateverTheText(String repeated) {
        for (PreTokenizer kind : PreTokenizer.values()) {
            var text = new CountingText(repeated.repeat(200_000 / repeated.length()));
            int pieces = 0;
            for (int start = 0; start < text.length(); pieces++) {
                start = kind.end(text, start);
            }
            assertThat(pieces).isPositive();
            assertThat(text.reads).isLessThan(8L * text.length());
        }
    }

    /** Counts the characters read. */
    private static final class CountingText implements CharSequence {
        private final String text;
        private long reads;

        CountingText(String text) {
            this.text = text;
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            reads++;
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
