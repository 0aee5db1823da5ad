package io.joute.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.joute.engine.checkpoint.CheckpointException;
import io.joute.engine.checkpoint.Metadata;
import io.joute.engine.template.DemoTemplate;
import io.joute.engine.tokenizer.ByteLevelBpe;
import io.joute.engine.tokenizer.PreTokenizer;
import io.joute.engine.tokenizer.SmallVocabulary;
import io.joute.engine.tokenizer.TokenKind;
import io.joute.engine.tokenizer.Tokenizer;
import io.joute.engine.tokenizer.Vocabulary;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class VocabularyReaderTest {
    private static final Clock CLOCK = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

    private final Vocabulary vocabulary =
            SmallVocabulary.of(PreTokenizer.JOUTE_DEMO, DemoTemplate.SPECIAL_TOKENS.toArray(String[]::new));
    private final Map<String, Object> keys = keys(vocabulary);

    @Test
    void readsTheTokenizerThatTheKeysDescribe() {
        Tokenizer read = VocabularyReader.tokenizer(metadata());
        ByteLevelBpe expected = new ByteLevelBpe(vocabulary);
        assertThat(read.encode("La capitale de l'Italie, 12 fois <|end|>"))
                .isEqualTo(expected.encode("La capitale de l'Italie, 12 fois <|end|>"));
        assertThat(read.piece(read.beginOfText().orElseThrow())).isEqualTo("<|begin|>");
        assertThat(read.piece(read.endOfText().orElseThrow())).isEqualTo("<|end|>");
        assertThat(read.special("<|user|>")).isEqualTo(expected.special("<|user|>"));
    }

    @Test
    void readsTheTemplateThatTheKeysDescribe() {
        Tokenizer tokenizer = VocabularyReader.tokenizer(metadata());
        assertThat(VocabularyReader.template(metadata(), tokenizer, CLOCK)).isInstanceOf(DemoTemplate.class);
        keys.put("tokenizer.chat_template", DemoTemplate.JINJA);
        assertThat(VocabularyReader.template(metadata(), tokenizer, CLOCK)).isInstanceOf(DemoTemplate.class);
        keys.put("tokenizer.chat_template", "{{ unknown }}");
        assertThatThrownBy(() -> VocabularyReader.template(metadata(), tokenizer, CLOCK))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining(
                        "m.gguf: key 'tokenizer.chat_template': the prompt that it makes lacks the user's message");
        keys.put("tokenizer.chat_template", "x".repeat((1 << 20) + 1));
        assertThatThrownBy(() -> VocabularyReader.template(metadata(), tokenizer, CLOCK))
                .hasMessageContaining("1048577 characters, at most 1048576 allowed");
    }

    @Test
    void takesEveryTokenForTextWhereNoKindsAreGivenButTheEnds() {
        keys.remove("tokenizer.ggml.token_type");
        Tokenizer read = VocabularyReader.tokenizer(metadata());
        assertThat(read.special("<|begin|>")).isPresent();
        assertThat(read.special("<|end|>")).isPresent();
        assertThat(read.special("<|user|>")).isEmpty();
    }

    @Test
    void readsASentencePieceTokenizer() {
        sentencePieceKeys();
        Tokenizer read = VocabularyReader.tokenizer(metadata());
        assertThat(read.beginsTextWithSpace()).isTrue();
        assertThat(read.piece(read.encode("a")[0])).isEqualTo("▁a");
        assertThat(read.piece(read.endOfText().orElseThrow())).isEqualTo("</s>");
        keys.put("tokenizer.ggml.add_space_prefix", false);
        read = VocabularyReader.tokenizer(metadata());
        assertThat(read.piece(read.encode("a")[0])).isEqualTo("a");
        keys.remove("tokenizer.ggml.token_type");
        read = VocabularyReader.tokenizer(metadata());
        assertThat(read.encode("\n")).containsExactly(10);
        keys.remove("tokenizer.ggml.scores");
        assertRefused("key 'tokenizer.ggml.scores' is missing");
    }

    @Test
    void takesTheMarksOfTurnsForSpecialWhateverTheFileSays() {
        sentencePieceKeys();
        Tokenizer read = VocabularyReader.tokenizer(metadata());
        assertThat(read.special("<start_of_turn>")).isPresent();
        assertThat(Arrays.stream(read.encode("<start_of_turn>"))).noneMatch(read::isSpecial);
    }

    private void sentencePieceKeys() {
        keys.clear();
        List<String> tokens = new ArrayList<>();
        for (int b = 0; b < 256; b++) {
            tokens.add("<0x%02X>".formatted(b));
        }
        tokens.addAll(List.of("<s>", "</s>", "<start_of_turn>", "▁", "a", "▁a"));
        long[] kinds = new long[tokens.size()];
        Arrays.setAll(kinds, id -> id < 256 ? 6 : id < 258 ? 3 : id < 259 ? 4 : 1);
        keys.put("tokenizer.ggml.model", "llama");
        keys.put("tokenizer.ggml.tokens", tokens);
        keys.put("tokenizer.ggml.token_type", kinds);
        keys.put("tokenizer.ggml.scores", new double[tokens.size()]);
        keys.put("tokenizer.ggml.bos_token_id", 256L);
        keys.put("tokenizer.ggml.eos_token_id", 257L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"model", "pre", "tokens", "merges"})
    void refusesAFileWithoutAKeyThatItNeeds(String key) {
        keys.remove("tokenizer.ggml." + key);
        assertRefused("key 'tokenizer.ggml." + key + "' is missing");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    model          | t5       | 't5' not supported, expected 'gpt2' (byte-level BPE) or 'llama' (SentencePiece BPE)
                    pre            | gpt-4o   | 'gpt-4o' unknown, expected 'llama-bpe', 'tekken', 'qwen2', 'joute-demo'
                    """)
    void refusesKindsThatItDoesNotKnow(String key, String value, String problem) {
        keys.put("tokenizer.ggml." + key, value);
        assertRefused("key 'tokenizer.ggml." + key + "': " + problem);
    }

    @Test
    void refusesContradictions() {
        int size = vocabulary.tokens().size();
        refusedWith(
                "bos_token_id", (long) size, "': " + size + ", expected 0 to " + (size - 1) + " (" + size + " tokens)");
        refusedWith("eos_token_id", -1L, "': -1, expected 0 to ");
        refusedWith("bos_token_id", "0", "' is the string '0', expected an integer");
        refusedWith("token_type", new long[] {1}, "': 1 elements, expected " + size);
        long[] kinds = new long[size];
        refusedWith("token_type", kinds, "': type 0, expected 1 to 6");
        refusedWith("scores", new double[] {1}, "': 1 elements, expected " + size);
        refusedWith("tokens", List.of(), "': empty, expected 1 or more");
        refusedWith("tokens", List.of("x".repeat(65_536)), "': token 0 has 65536 characters, at most 65535 allowed");
        refusedWith("tokens", new long[] {1}, "' is an array of 1 integers, expected an array of strings");
        refusedWith("merges", List.of("ab"), "tokenizer: merge 'ab', expected two tokens");
    }

    private void refusedWith(String key, Object value, String problem) {
        Map<String, Object> changed = new HashMap<>(keys);
        changed.put("tokenizer.ggml." + key, value);
        assertThatThrownBy(() -> VocabularyReader.tokenizer(new Metadata(Path.of("m.gguf"), changed)))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining(problem)
                .hasMessageStartingWith("m.gguf: ");
    }

    private void assertRefused(String problem) {
        assertThatThrownBy(() -> VocabularyReader.tokenizer(metadata()))
                .isInstanceOf(CheckpointException.class)
                .hasMessageStartingWith("m.gguf: " + problem);
    }

    private Metadata metadata() {
        return new Metadata(Path.of("m.gguf"), keys);
    }

    private static Map<String, Object> keys(Vocabulary vocabulary) {
        List<String> tokens = new ArrayList<>(vocabulary.tokens());
        Map<String, Object> keys = new HashMap<>();
        keys.put("tokenizer.ggml.model", "gpt2");
        keys.put("tokenizer.ggml.pre", vocabulary.preTokenizer().spelling());
        keys.put("tokenizer.ggml.tokens", tokens);
        keys.put(
                "tokenizer.ggml.token_type",
                vocabulary.kinds().stream().mapToLong(TokenKind::id).toArray());
        keys.put("tokenizer.ggml.merges", vocabulary.merges());
        keys.put("tokenizer.ggml.bos_token_id", (long) tokens.indexOf("<|begin|>"));
        keys.put("tokenizer.ggml.eos_token_id", (long) tokens.indexOf("<|end|>"));
        return keys;
    }
}
