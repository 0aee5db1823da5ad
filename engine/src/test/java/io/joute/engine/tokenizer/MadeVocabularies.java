package io.joute.engine.tokenizer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The made-up vocabularies among the resources, and what llama.cpp makes of the texts there with them. */
final class MadeVocabularies {
    static final List<String> NAMES = List.of("tekken", "qwen2", "llama", "gemma");
    private static final ObjectMapper JSON = new ObjectMapper();

    private MadeVocabularies() {}

    static List<String> texts() {
        return strings(read("texts"));
    }

    /** What llama.cpp encodes each text to. */
    static List<int[]> ids(String name) {
        return read(name)
                .get("ids")
                .valueStream()
                .map(MadeVocabularies::integers)
                .toList();
    }

    static Tokenizer tokenizer(String name) {
        return read(name).get("model").asString().equals("llama")
                ? new SentencePieceBpe(sentencePiece(name))
                : new ByteLevelBpe(byteLevel(name));
    }

    static Vocabulary byteLevel(String name) {
        JsonNode file = read(name);
        return new Vocabulary(
                strings(file.get("tokens")),
                kinds(file),
                strings(file.get("merges")),
                PreTokenizer.of(file.get("pre").asString()).orElseThrow(),
                id(file, "bos_token_id"),
                id(file, "eos_token_id"));
    }

    static SentencePieceVocabulary sentencePiece(String name) {
        JsonNode file = read(name);
        return new SentencePieceVocabulary(
                strings(file.get("tokens")),
                kinds(file),
                file.get("scores").valueStream().map(JsonNode::floatValue).toList(),
                file.get("add_space_prefix").booleanValue(),
                id(file, "bos_token_id"),
                id(file, "eos_token_id"));
    }

    /** What {@code ids} stand for. */
    static String decoded(Tokenizer tokenizer, int... ids) {
        var decoder = new TokenDecoder(tokenizer);
        var text = new StringBuilder();
        for (int id : ids) {
            text.append(decoder.accept(id));
        }
        return text.append(decoder.finish()).toString();
    }

    private static List<TokenKind> kinds(JsonNode file) {
        return Arrays.stream(integers(file.get("token_type")))
                .mapToObj(kind -> TokenKind.of(kind).orElseThrow())
                .toList();
    }

    private static OptionalInt id(JsonNode file, String key) {
        return OptionalInt.of(file.get(key).intValue());
    }

    private static List<String> strings(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).toList();
    }

    private static int[] integers(JsonNode array) {
        return array.valueStream().mapToInt(JsonNode::intValue).toArray();
    }

    private static JsonNode read(String name) {
        try (InputStream in = MadeVocabularies.class.getResourceAsStream("/tokenizer/" + name + ".json")) {
            return JSON.readTree(Objects.requireNonNull(in, name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
