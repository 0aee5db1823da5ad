package io.joute.engine.tokenizer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ByteLevelBpeTest {
    private static final String[] SPECIALS = {"<|begin|>", "<|end|>"};

    private final Vocabulary vocabulary = SmallVocabulary.of(PreTokenizer.LLAMA_BPE, SPECIALS);
    private final ByteLevelBpe tokenizer = new ByteLevelBpe(vocabulary);

    @ParameterizedTest
    @EnumSource
    void agreesWithThePlainestImplementation(PreTokenizer kind) {
        Vocabulary small = SmallVocabulary.of(kind, SPECIALS);
        var fast = new ByteLevelBpe(small);
        var naive = new NaiveRanks(small);
        var texts = new RandomText(11);
        int merged = 0;
        for (int i = 0; i < 10_000; i++) {
            String text = texts.next(60);
            int[] ids = fast.encode(text);
            assertThat(ids).as(text).isEqualTo(naive.encode(text));
            merged += ids.length < text.getBytes(UTF_8).length ? 1 : 0;
        }
        assertThat(merged).isGreaterThan(2_000);
        assertThat(fast.warnings()).isEmpty();
    }

    @Test
    void decodesWhatItEncodes() {
        var texts = new RandomText(13);
        for (int i = 0; i < 5_000; i++) {
            String text = texts.next(50);
            assertThat(decode(tokenizer.encode(text))).isEqualTo(text);
        }
    }

    @Test
    void encodesBytesAndNotCharacters() {
        // Two bytes of one character, never the two characters of their spelling.
        assertThat(decode(tokenizer.encode("ÿ"))).isEqualTo("ÿ");
        assertThat(tokenizer.encode("ÿ")).containsExactly(0xC3, 0xBF);
        assertThat(tokenizer.encode("café").length).isLessThan("cafÃ©".length() + 1);
    }

    @Test
    void neverMakesASpecialTokenFromText() {
        for (String text : List.of("<|end|>", " <|begin|><|end|> ", "a<|end|>b", "<|", "|>")) {
            assertThat(Arrays.stream(tokenizer.encode(text)).noneMatch(tokenizer::isSpecial))
                    .as(text)
                    .isTrue();
            assertThat(decode(tokenizer.encode(text))).isEqualTo(text);
        }
        int end = tokenizer.special("<|end|>").orElseThrow();
        assertThat(tokenizer.isSpecial(end)).isTrue();
        assertThat(tokenizer.bytes(end)).isEmpty();
        assertThat(tokenizer.piece(end)).isEqualTo("<|end|>");
        assertThat(tokenizer.special("the")).isEmpty();
        assertThat(tokenizer.special("<|no|>")).isEmpty();
    }

    @Test
    void readsUnpairedSurrogatesAsTheReplacementCharacter() {
        assertThat(decode(tokenizer.encode("a\uD83Eb\uDD99\uD83E"))).isEqualTo("a\uFFFDb\uFFFD\uFFFD");
    }

    @Test
    void takesAPieceThatIsATokenWholeEvenWhenNoMergeMakesIt() {
        Vocabulary more = with(vocabulary, "Ġzyxw", TokenKind.NORMAL);
        var bpe = new ByteLevelBpe(more);
        assertThat(bpe.encode(" zyxw")).containsExactly(more.tokens().size() - 1);
        assertThat(bpe.encode(" zyxwv")).hasSize(6);
    }

    @Test
    void takesNoTokenWholeThatNoMergeMakesWhereMergesDecideAlone() {
        Vocabulary more = with(SmallVocabulary.of(PreTokenizer.QWEN2), "Ġzyxw", TokenKind.NORMAL);
        assertThat(new ByteLevelBpe(more).encode(" zyxw")).hasSize(5);
    }

    @Test
    void findsTokensDefinedByHandBeforeAnythingElse() {
        Vocabulary more = with(vocabulary, "é of", TokenKind.USER_DEFINED);
        var bpe = new ByteLevelBpe(more);
        int id = more.tokens().size() - 1;
        assertThat(bpe.encode("é ofé of")).containsExactly(id, id);
        assertThat(bpe.encode("thé of the"))
                .startsWith(tokenizer.encode("th"))
                .contains(id)
                .endsWith(tokenizer.encode(" the"));
    }

    @Test
    void prefersTheFirstOfEqualTokensAndNeverMatchesAnEmptyOne() {
        Vocabulary more = with(with(vocabulary, "a", TokenKind.NORMAL), "", TokenKind.NORMAL);
        assertThat(new ByteLevelBpe(more).encode("a")).containsExactly('a');
        assertThat(new ByteLevelBpe(more).encode("")).isEmpty();
    }

    @Test
    void decodesUserDefinedTokensAsTheyAreSpelt() {
        Vocabulary more = with(vocabulary, "<é Ġ>", TokenKind.USER_DEFINED);
        var bpe = new ByteLevelBpe(more);
        int id = more.tokens().size() - 1;
        assertThat(new String(bpe.bytes(id), UTF_8)).isEqualTo("<é Ġ>");
        assertThat(bpe.isSpecial(id)).isFalse();
    }

    @Test
    void leavesOutMergesOfUnknownTokensAndSaysSo() {
        List<String> merges = new ArrayList<>(vocabulary.merges());
        merges.addFirst("zq qz");
        merges.add("z q");
        var bpe = new ByteLevelBpe(with(vocabulary, merges));
        assertThat(bpe.warnings())
                .containsExactly(
                        "2 of " + merges.size() + " merges name unknown tokens and are left out, the first is 'zq qz'");
        assertThat(bpe.encode("the capital")).isEqualTo(tokenizer.encode("the capital"));
    }

    @Test
    void refusesMalformedMerges() {
        for (String merge : List.of("", " ", "ab", "a ", " b", "a b c", "a  b")) {
            assertThatThrownBy(() -> new ByteLevelBpe(with(vocabulary, List.of(merge))))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("merge '" + merge + "', expected two tokens with one space between");
        }
    }

    @Test
    void refusesAVocabularyThatCannotSpellEveryText() {
        List<String> tokens = new ArrayList<>(vocabulary.tokens());
        tokens.set(tokens.indexOf("Ã"), "no longer");
        var incomplete = new Vocabulary(
                tokens,
                vocabulary.kinds(),
                List.of(),
                PreTokenizer.LLAMA_BPE,
                OptionalInt.empty(),
                OptionalInt.empty());
        assertThatThrownBy(() -> new ByteLevelBpe(incomplete))
                .hasMessage("no token for byte 0xc3, expected 'Ã' in the vocabulary");
    }

    @Test
    void refusesIdsOutsideTheVocabulary() {
        int size = tokenizer.vocabularySize();
        for (int id : new int[] {-1, size, Integer.MAX_VALUE}) {
            assertThatThrownBy(() -> tokenizer.bytes(id))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("token id " + id + ", expected 0 to " + (size - 1));
            assertThatThrownBy(() -> tokenizer.piece(id)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void refusesAVocabularyThatContradictsItself() {
        assertThatThrownBy(() -> new Vocabulary(
                        List.of("a"),
                        List.of(),
                        List.of(),
                        PreTokenizer.LLAMA_BPE,
                        OptionalInt.empty(),
                        OptionalInt.empty()))
                .hasMessage("1 tokens and 0 kinds, expected as many, 1 or more");
        assertThatThrownBy(() -> new Vocabulary(
                        List.of("a"),
                        List.of(TokenKind.NORMAL),
                        List.of(),
                        PreTokenizer.LLAMA_BPE,
                        OptionalInt.of(1),
                        OptionalInt.empty()))
                .hasMessage("begin-of-text is 1, expected 0 to 0 (1 tokens)");
    }

    @Test
    void encodesAWordOfMegabytesWithoutAStack() {
        String word = String.join("", Collections.nCopies(1 << 19, "la"));
        int[] ids = tokenizer.encode(word);
        assertThat(ids.length).isLessThanOrEqualTo(word.length() / 2 + 1);
        assertThat(decode(ids)).isEqualTo(word);
    }

    private static Vocabulary with(Vocabulary old, String token, TokenKind kind) {
        List<String> tokens = new ArrayList<>(old.tokens());
        List<TokenKind> kinds = new ArrayList<>(old.kinds());
        tokens.add(token);
        kinds.add(kind);
        return new Vocabulary(tokens, kinds, old.merges(), old.preTokenizer(), old.beginOfText(), old.endOfText());
    }

    private static Vocabulary with(Vocabulary old, List<String> merges) {
        return new Vocabulary(
                old.tokens(), old.kinds(), merges, old.preTokenizer(), old.beginOfText(), old.endOfText());
    }

    private String decode(int[] ids) {
        var bytes = new ByteArrayOutputStream();
        for (int id : ids) {
            bytes.writeBytes(tokenizer.bytes(id));
        }
        return bytes.toString(UTF_8);
    }
}
