package io.joute.distill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.joute.engine.tokenizer.ByteLevelBpe;
import io.joute.engine.tokenizer.PreTokenizer;
import io.joute.engine.tokenizer.Vocabulary;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class BpeTrainingTest {
    private static final List<String> SPECIALS = List.of("<|begin|>", "<|end|>");
    private static final List<String> TEXTS =
            Collections.nCopies(3, "la capitale de la France, la capitale de l'Italie : l'été à 12 h 34");

    private static Vocabulary learn(int size) {
        return BpeTraining.learn(TEXTS, PreTokenizer.JOUTE_DEMO, SPECIALS, size);
    }

    @Test
    void learnsTheCommonestPairsFirst() {
        Vocabulary vocabulary = learn(280);
        assertThat(vocabulary.tokens()).hasSize(280).startsWith("Ā").endsWith("<|begin|>", "<|end|>");

        assertThat(vocabulary.merges().getFirst()).isEqualTo("Ġ l");
        assertThat(vocabulary.beginOfText()).hasValue(278);
        assertThat(vocabulary.endOfText()).hasValue(279);
    }

    @Test
    void equalTextsGiveEqualVocabularies() {
        assertThat(learn(280)).isEqualTo(learn(280));
    }

    @Test
    void stopsWhenNothingIsLeftToMerge() {
        assertThat(learn(5000).tokens()).hasSizeLessThan(400).contains("Ġcapitale", "Ġl");
    }

    @Test
    void theEngineReadsBackWhatWasLearned() {
        var tokenizer = new ByteLevelBpe(learn(280));
        for (String text : List.of(TEXTS.getFirst(), "Été, œuvre, 日本 — 🙂", "")) {
            var bytes = new ByteArrayOutputStream();
            for (int id : tokenizer.encode(text)) {
                bytes.writeBytes(tokenizer.bytes(id));
            }
            assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo(text);
        }
        assertThat(tokenizer.encode("la capitale").length).isLessThan(5);
        assertThat(tokenizer.encode("1234")).hasSize(4);
    }

    @Test
    void refusesAVocabularySmallerThanItsBytes() {
        assertThatIllegalArgumentException().isThrownBy(() -> learn(200)).withMessageContaining("200");
    }
}
