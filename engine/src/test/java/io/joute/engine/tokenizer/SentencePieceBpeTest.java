package io.joute.engine.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class SentencePieceBpeTest {
    private final List<String> tokens = new ArrayList<>();
    private final List<TokenKind> kinds = new ArrayList<>();
    private final List<Float> scores = new ArrayList<>();

    SentencePieceBpeTest() {
        add("<unk>", TokenKind.UNKNOWN, 0);
        for (int b = 0; b < 256; b++) {
            add("<0x%02X>".formatted(b), TokenKind.BYTE, 0);
        }
        for (String piece : List.of("▁", "a", "b", "c", "ab", "bc", "▁a")) {
            add(piece, TokenKind.NORMAL, -tokens.size());
        }
    }

    @Test
    void mergesWhatMakesTheTokenOfHighestScoreFirst() {
        assertThat(pieces(false, "abc")).containsExactly("ab", "c");
        set("bc", 1);
        assertThat(pieces(false, "abc")).containsExactly("a", "bc");
        // Of equal scores the leftmost.
        set("ab", 1);
        assertThat(pieces(false, "abc")).containsExactly("ab", "c");
    }

    @Test
    void writesASpaceAsAnUnderlineAndPutsOneFirstWhereAsked() {
        assertThat(pieces(true, "a a")).containsExactly("▁a", "▁a");
        assertThat(pieces(false, "a a")).containsExactly("a", "▁a");
        assertThat(pieces(true, "")).isEmpty();
        assertThat(decoded(true, "a a")).isEqualTo("a a");
        assertThat(decoded(true, " a")).isEqualTo(" a");
        assertThat(decoded(false, " a")).isEqualTo(" a");
    }

    @Test
    void spellsWhatIsNoTokenInBytes() {
        assertThat(pieces(false, "aé🦙"))
                .containsExactly("a", "<0xC3>", "<0xA9>", "<0xF0>", "<0x9F>", "<0xA6>", "<0x99>");
        assertThat(decoded(true, "é🦙\n")).isEqualTo("é🦙\n");
    }

    @Test
    void neverReadsTheSpellingOfAByteOrSpecialTokenAsOne() {
        for (String part : List.of(
                "<", "0", "x", "4", "1", ">", "<0", "x4", "1>", "<0x4", "u", "n", "k", "<u", "nk", "k>", "<unk")) {
            add(part, TokenKind.NORMAL, -tokens.size());
        }
        assertThat(pieces(false, "<0x41>")).doesNotContain("<0x41>");
        assertThat(pieces(false, "<unk>")).doesNotContain("<unk>");
        assertThat(decoded(false, "<0x41><unk>")).isEqualTo("<0x41><unk>");
    }

    @Test
    void mergesCharactersThatAreNoTokenAlone() {
        add("éa", TokenKind.NORMAL, -1);
        add("漢字", TokenKind.NORMAL, -2);
        assertThat(pieces(false, "éaé漢字")).containsExactly("éa", "<0xC3>", "<0xA9>", "漢字");
    }

    @Test
    void findsTokensDefinedByHandBeforeAnythingElse() {
        add("bc", TokenKind.USER_DEFINED, 0);
        add("\n\n", TokenKind.USER_DEFINED, 0);
        assertThat(pieces(true, "abc\n\n\na")).containsExactly("▁a", "bc", "\n\n", "▁", "<0x0A>", "a");
    }

    @Test
    void mergesAcrossSpacesWhereATokenDoes() {
        add("a▁", TokenKind.NORMAL, 5);
        assertThat(pieces(false, "a a")).containsExactly("a▁", "a");
    }

    @Test
    void prefersTheFirstOfEqualTokensAndNeverMatchesAnEmptyOne() {
        add("", TokenKind.NORMAL, 9);
        add("ab", TokenKind.NORMAL, 9);
        assertThat(tokenizer(false).encode("ab")).containsExactly(tokens.indexOf("ab"));
    }

    @Test
    void refusesVocabulariesThatCannotSpellEveryText() {
        kinds.set(tokens.indexOf("<0x0A>"), TokenKind.NORMAL);
        assertThatThrownBy(() -> tokenizer(false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no token for byte 0x0a, expected '<0x0A>' of type 6");
        kinds.set(tokens.indexOf("a"), TokenKind.BYTE);
        assertThatThrownBy(() -> tokenizer(false)).hasMessage("byte token 'a', expected '<0x00>' to '<0xFF>'");
    }

    @Test
    void refusesScoresThatAreNoNumbersOrTooFew() {
        set("ab", Float.NaN);
        assertThatThrownBy(() -> tokenizer(false)).hasMessage("score of token 261 is NaN, expected finite");
        scores.removeLast();
        assertThatThrownBy(() -> tokenizer(false))
                .hasMessage("264 tokens, 264 kinds and 263 scores, expected as many, 1 or more");
    }

    @Test
    void encodesAWordOfMegabytesWithoutAStack() {
        String word = String.join("", Collections.nCopies(1 << 20, "ab"));
        assertThat(tokenizer(true).encode(word)).hasSize((1 << 20) + 1);
    }

    private void add(String token, TokenKind kind, float score) {
        tokens.add(token);
        kinds.add(kind);
        scores.add(score);
    }

    private void set(String token, float score) {
        scores.set(tokens.indexOf(token), score);
    }

    private SentencePieceBpe tokenizer(boolean spaceFirst) {
        return new SentencePieceBpe(new SentencePieceVocabulary(
                tokens, kinds, scores, spaceFirst, OptionalInt.empty(), OptionalInt.empty()));
    }

    private List<String> pieces(boolean spaceFirst, String text) {
        SentencePieceBpe tokenizer = tokenizer(spaceFirst);
        return Arrays.stream(tokenizer.encode(text)).mapToObj(tokenizer::piece).toList();
    }

    private String decoded(boolean spaceFirst, String text) {
        SentencePieceBpe tokenizer = tokenizer(spaceFirst);
        return MadeVocabularies.decoded(tokenizer, tokenizer.encode(text));
    }
}
