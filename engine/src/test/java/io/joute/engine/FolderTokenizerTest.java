package io.joute.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.joute.engine.checkpoint.Checkpoints;
import io.joute.engine.checkpoint.Metadata;
import io.joute.engine.checkpoint.StoredCheckpoint;
import io.joute.engine.tokenizer.Tokenizer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Vocabularies of {@code tokenizer.json} as GGUF's keys, and as what encodes. */
final class FolderTokenizerTest {
    private static final String SPACE = "\u2581";
    private static final int FIRST_BYTE = 3;

    @TempDir
    private Path folder;

    @Test
    void mergesInTheOrderOfTheFileWithASpaceBefore() {
        Metadata keys = keys(fallingBack(FolderTokenizerTest::prepends));

        assertThat(keys.string("tokenizer.ggml.model")).contains("llama");
        assertThat(keys.flag("tokenizer.ggml.add_space_prefix")).contains(true);
        assertThat(pieces(keys, "ab abc")).containsExactly(SPACE + "ab", SPACE + "ab", "c");
    }

    @Test
    void putsNoSpaceBeforeWhereTheFileDoesNot() {
        Metadata keys = keys(fallingBack(FolderTokenizerTest::replaces));

        assertThat(keys.flag("tokenizer.ggml.add_space_prefix")).contains(false);
        assertThat(pieces(keys, "ab abc")).containsExactly("ab", SPACE + "ab", "c");
    }

    @ParameterizedTest
    @CsvSource({"first, true", "always, true", "never, false"})
    void readsTheNewerWayToSaySo(String scheme, boolean expected) {
        Metadata keys = keys(fallingBack(tokenizer -> tokenizer
                .putObject("pre_tokenizer")
                .put("type", "Metaspace")
                .put("replacement", SPACE)
                .put("prepend_scheme", scheme)));
        assertThat(keys.flag("tokenizer.ggml.add_space_prefix")).contains(expected);
    }

    @Test
    void spellsUnknownCharactersInBytes() {
        Metadata keys = keys(fallingBack(FolderTokenizerTest::replaces));
        Tokenizer tokenizer = VocabularyReader.tokenizer(keys);
        assertThat(tokenizer.encode("é")).containsExactly(FIRST_BYTE + 0xC3, FIRST_BYTE + 0xA9);
    }

    @Test
    void tellsTheKindsOfTokens() {
        Metadata keys = keys(fallingBack(FolderTokenizerTest::replaces));
        long[] types = keys.integers("tokenizer.ggml.token_type").orElseThrow();
        List<String> tokens = keys.strings("tokenizer.ggml.tokens").orElseThrow();
        assertThat(types[tokens.indexOf("<unk>")]).isEqualTo(2);
        assertThat(types[tokens.indexOf("<s>")]).isEqualTo(3);
        assertThat(types[tokens.indexOf("<0x0A>")]).isEqualTo(6);
        assertThat(types[tokens.indexOf("ab")]).isEqualTo(1);
        assertThat(types[tokens.indexOf("  ")])
                .as("added, not special, spelled with spaces")
                .isEqualTo(4);
        assertThat(types[tokens.indexOf("<unused7>")])
                .as("added, looks special")
                .isEqualTo(3);
        assertThat(types[tokens.indexOf("[PAD599]")]).isEqualTo(5);
    }

    @Test
    void refusesAPatternThatOnlyLooksLikeAKnownOne() {
        BadFolders model = BadFolders.in(folder).replaced(BadFolders.TOKENIZER, "{1,3}", "{1,4}");
        Path path = model.write(folder.resolve("m"));
        assertThatThrownBy(() -> Checkpoints.stored(path)).hasMessageContaining("pre_tokenizer: unknown pattern");
    }

    @Test
    void recognisesThePatternOfQwen() {
        BadFolders model = BadFolders.in(folder).replaced(BadFolders.TOKENIZER, "{1,3}", "");
        try (StoredCheckpoint checkpoint = Checkpoints.stored(model.write(folder.resolve("m")))) {
            assertThat(checkpoint.metadata().string("tokenizer.ggml.pre")).contains("qwen2");
        }
    }

    private Metadata keys(ObjectNode tokenizer) {
        Path path = BadFolders.in(folder)
                .file(BadFolders.TOKENIZER, new JsonMapper().writeValueAsBytes(tokenizer))
                .without(BadFolders.TOKENIZER_CONFIG)
                .write(folder.resolve("m"));
        try (StoredCheckpoint checkpoint = Checkpoints.stored(path)) {
            return checkpoint.metadata();
        }
    }

    private static List<String> pieces(Metadata keys, String text) {
        Tokenizer tokenizer = VocabularyReader.tokenizer(keys);
        return Arrays.stream(tokenizer.encode(text)).mapToObj(tokenizer::piece).toList();
    }

    /** Bytes, a few letters, merges that make {@code ▁ab} before {@code abc}. */
    private static ObjectNode fallingBack(Consumer<ObjectNode> spaces) {
        ObjectNode tokenizer = new JsonMapper().createObjectNode();
        ObjectNode model = tokenizer.putObject("model").put("type", "BPE").put("byte_fallback", true);
        ObjectNode vocabulary = model.putObject("vocab");
        vocabulary.put("<unk>", 0).put("<s>", 1).put("</s>", 2);
        for (int b = 0; b < 256; b++) {
            vocabulary.put(String.format("<0x%02X>", b), FIRST_BYTE + b);
        }
        for (String piece : List.of(SPACE, "a", "b", "c", "ab", SPACE + "ab", SPACE + "a", "abc")) {
            vocabulary.put(piece, vocabulary.size());
        }
        model.putArray("merges").add("a b").add(SPACE + " ab").add(SPACE + " a").add("ab c");
        var added = tokenizer.putArray("added_tokens");
        added.addObject().put("id", 0).put("content", "<unk>").put("special", true);
        added.addObject().put("id", 1).put("content", "<s>").put("special", true);
        added.addObject().put("id", 300).put("content", SPACE + SPACE).put("special", false);
        added.addObject().put("id", 301).put("content", "<unused7>").put("special", false);
        spaces.accept(tokenizer);
        return tokenizer;
    }

    private static void prepends(ObjectNode tokenizer) {
        var steps = tokenizer.putObject("normalizer").put("type", "Sequence").putArray("normalizers");
        steps.addObject().put("type", "Prepend").put("prepend", SPACE);
        steps.addObject()
                .put("type", "Replace")
                .put("content", SPACE)
                .putObject("pattern")
                .put("String", " ");
    }

    private static void replaces(ObjectNode tokenizer) {
        tokenizer
                .putObject("normalizer")
                .put("type", "Replace")
                .put("content", SPACE)
                .putObject("pattern")
                .put("String", " ");
        tokenizer
                .putObject("pre_tokenizer")
                .put("type", "Split")
                .put("behavior", "MergedWithPrevious")
                .putObject("pattern")
                .put("String", " ");
    }
}
