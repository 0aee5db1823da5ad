package io.joute.engine.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ByteAlphabetTest {
    @Test
    void givesEachByteAVisibleCharacterOfItsOwn() {
        Set<Character> seen = new HashSet<>();
        for (int b = 0; b < 256; b++) {
            char c = ByteAlphabet.charOf(b);
            assertThat(seen.add(c)).as("byte %d", b).isTrue();
            assertThat(ByteAlphabet.byteOf(c)).isEqualTo(b);
            assertThat(Character.isWhitespace(c) || Character.isISOControl(c)).isFalse();
        }
    }

    @Test
    void spellsAsThePublishedVocabulariesDo() {
        assertThat(ByteAlphabet.spell(" é\n\u00ad".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("ĠÃ©ĊÂŃ");
        assertThat(new String(ByteAlphabet.bytes("ĠÃ©ĊÂŃ"), StandardCharsets.UTF_8))
                .isEqualTo(" é\n\u00ad");
    }

    @Test
    void letsCharactersOutsideTheAlphabetStandForThemselves() {
        assertThat(new String(ByteAlphabet.bytes("a 漢🦙"), StandardCharsets.UTF_8))
                .isEqualTo("a 漢🦙");
    }
}
