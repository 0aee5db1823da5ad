package io.joute.engine.tokenizer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class TokenDecoderTest {
    private static final Tokenizer TOKENIZER = new ByteLevelBpe(SmallVocabulary.of(PreTokenizer.LLAMA_BPE, "<|end|>"));

    @Test
    void holdsACharacterBackUntilItIsWhole() {
        assertThat(stream("é🦙!".getBytes(UTF_8))).containsExactly("", "é", "", "", "", "🦙", "!", "");
    }

    @Test
    void replacesWhatCanNoLongerBecomeACharacterAtOnce() {
        // A lead byte, then a letter; a lone continuation; an overlong form; a surrogate; beyond the last code point.
        assertThat(stream(bytes(0xC3, 'a'))).containsExactly("", "\uFFFDa", "");
        assertThat(stream(bytes(0x80))).containsExactly("\uFFFD", "");
        assertThat(stream(bytes(0xC0, 0x80))).containsExactly("\uFFFD", "\uFFFD", "");
        assertThat(stream(bytes(0xE0, 0x80))).containsExactly("", "\uFFFD\uFFFD", "");
        assertThat(stream(bytes(0xED, 0xA0))).containsExactly("", "\uFFFD\uFFFD", "");
        assertThat(stream(bytes(0xF4, 0x90))).containsExactly("", "\uFFFD\uFFFD", "");
        assertThat(stream(bytes(0xF5))).containsExactly("\uFFFD", "");
        assertThat(stream(bytes(0xE2, 0x82, 0xE2, 0x82, 0xAC))).containsExactly("", "", "\uFFFD", "", "€", "");
    }

    @Test
    void replacesACharacterCutShortAtTheEnd() {
        assertThat(stream(bytes('a', 0xF0, 0x9F, 0xA6))).containsExactly("a", "", "", "", "\uFFFD");
    }

    @Test
    void showsNothingOfSpecialTokensAndLetsACharacterGoOnAcrossThem() {
        var decoder = new TokenDecoder(TOKENIZER);
        int end = TOKENIZER.special("<|end|>").orElseThrow();
        assertThat(List.of(decoder.accept(0xC3), decoder.accept(end), decoder.accept(0xA9), decoder.finish()))
                .containsExactly("", "", "é", "");
    }

    @Test
    void givesTheSameTextAsDecodingAllBytesAtOnce() {
        var random = new Random(3);
        int[] likely = {0x41, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC3, 0xE0, 0xE2, 0xF0, 0xF4, 0xFF};
        for (int i = 0; i < 100_000; i++) {
            byte[] bytes = new byte[random.nextInt(9)];
            for (int j = 0; j < bytes.length; j++) {
                int b = random.nextBoolean() ? likely[random.nextInt(likely.length)] : random.nextInt(256);
                // Java takes the three bytes of an encoded surrogate for one error, the Unicode standard for three.
                bytes[j] = (byte) (b == 0xED ? 0xEE : b);
            }
            assertThat(String.join("", stream(bytes))).isEqualTo(new String(bytes, UTF_8));
        }
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    /** One token a byte (ids 0 to 255 are the bytes), then the end. */
    private static List<String> stream(byte[] bytes) {
        var decoder = new TokenDecoder(TOKENIZER);
        List<String> texts = new ArrayList<>();
        for (byte b : bytes) {
            texts.add(decoder.accept(b & 0xFF));
        }
        texts.add(decoder.finish());
        return texts;
    }
}
