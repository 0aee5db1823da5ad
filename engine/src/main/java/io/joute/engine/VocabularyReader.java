package io.joute.engine;

import io.joute.engine.checkpoint.CheckpointException;
import io.joute.engine.checkpoint.Metadata;
import io.joute.engine.template.ChatTemplate;
import io.joute.engine.template.ChatTemplates;
import io.joute.engine.tokenizer.ByteLevelBpe;
import io.joute.engine.tokenizer.PreTokenizer;
import io.joute.engine.tokenizer.SentencePieceBpe;
import io.joute.engine.tokenizer.SentencePieceVocabulary;
import io.joute.engine.tokenizer.TokenKind;
import io.joute.engine.tokenizer.Tokenizer;
import io.joute.engine.tokenizer.Vocabulary;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads the tokenizer and the chat template from a checkpoint's keys, those of GGUF: {@code tokenizer.ggml.model} (gpt2:
 * byte-level BPE; llama: SentencePiece BPE), {@code .tokens}, {@code .token_type}, {@code .bos_token_id}, {@code
 * .eos_token_id}; for the first {@code .pre} and {@code .merges}, for the second {@code .scores} and {@code
 * .add_space_prefix}; and {@code tokenizer.chat_template}.
 */
public final class VocabularyReader {
    private static final String PREFIX = "tokenizer.ggml.";
    private static final String TEMPLATE_KEY = "tokenizer.chat_template";

    /** Characters of a token: the longest published ones are runs of a few hundred spaces. */
    private static final int TOKEN_CHARACTERS = 65_535;

    /** Characters of a template: the longest published ones have some ten thousand. */
    private static final int TEMPLATE_CHARACTERS = 1 << 20;

    /** Tokens that structure a conversation, whatever kind a file gives them. */
    private static final Set<String> TURN_MARKS = Set.of(
            "<|begin_of_text|>",
            "<|start_header_id|>",
            "<|end_header_id|>",
            "<|eot_id|>",
            "<|eom_id|>",
            "<|im_start|>",
            "<|im_end|>",
            "<start_of_turn>",
            "<end_of_turn>");

    private final Metadata metadata;

    private VocabularyReader(Metadata metadata) {
        this.metadata = metadata;
    }

    /**
     * The tokenizer.
     *
     * @throws CheckpointException when a key is missing, contradicts another, or names a kind that Joute does not know
     */
    public static Tokenizer tokenizer(Metadata metadata) {
        var reader = new VocabularyReader(metadata);
        String model = metadata.requiredString(PREFIX + "model");
        try {
            return switch (model) {
                case "gpt2" -> new ByteLevelBpe(reader.byteLevel());
                case "llama" -> new SentencePieceBpe(reader.sentencePiece());
                default ->
                    throw reader.refuse(
                            "model",
                            "'" + model
                                    + "' not supported, expected 'gpt2' (byte-level BPE) or 'llama' (SentencePiece BPE).");
            };
        } catch (IllegalArgumentException e) {
            throw metadata.refuse("tokenizer: " + e.getMessage());
        }
    }

    /**
     * The chat template, with the special tokens of {@code tokenizer}.
     *
     * @param clock the date that some templates write
     * @throws CheckpointException when it does not work, or its family is unknown or lacks a special token
     */
    public static ChatTemplate template(Metadata metadata, Tokenizer tokenizer, Clock clock) {
        Optional<String> jinja = metadata.string(TEMPLATE_KEY);
        if (jinja.isPresent() && jinja.get().length() > TEMPLATE_CHARACTERS) {
            throw metadata.refuse("key '" + TEMPLATE_KEY + "': " + jinja.get().length() + " characters, at most "
                    + TEMPLATE_CHARACTERS + " allowed.");
        }
        try {
            return ChatTemplates.of(jinja, tokenizer, clock, beginsText(metadata, tokenizer));
        } catch (IllegalArgumentException e) {
            throw metadata.refuse("key '" + TEMPLATE_KEY + "': " + e.getMessage());
        }
    }

    /** Whether a prompt begins with begin-of-text: as the file says, else as its kind always did. */
    static boolean beginsText(Metadata metadata, Tokenizer tokenizer) {
        return metadata.flag(PREFIX + "add_bos_token").orElse(tokenizer instanceof SentencePieceBpe);
    }

    private Vocabulary byteLevel() {
        List<String> tokens = tokens();
        // Byte-level BPE has no use for scores, but an array of another length means a damaged file.
        metadata.decimals(PREFIX + "scores").ifPresent(scores -> requireLength("scores", scores.length, tokens.size()));
        OptionalInt begin = id("bos_token_id", tokens.size());
        OptionalInt end = id("eos_token_id", tokens.size());
        return new Vocabulary(tokens, kinds(tokens, begin, end), required("merges"), preTokenizer(), begin, end);
    }

    private SentencePieceVocabulary sentencePiece() {
        List<String> tokens = tokens();
        double[] scores = metadata.decimals(PREFIX + "scores").orElseThrow(() -> metadata.missing(PREFIX + "scores"));
        requireLength("scores", scores.length, tokens.size());
        OptionalInt begin = id("bos_token_id", tokens.size());
        OptionalInt end = id("eos_token_id", tokens.size());
        return new SentencePieceVocabulary(
                tokens,
                kinds(tokens, begin, end),
                Arrays.stream(scores).mapToObj(score -> (float) score).toList(),
                metadata.flag(PREFIX + "add_space_prefix").orElse(true),
                begin,
                end);
    }

    private PreTokenizer preTokenizer() {
        String spelling = metadata.requiredString(PREFIX + "pre");
        return PreTokenizer.of(spelling)
                .orElseThrow(() -> refuse("pre", "'" + spelling + "' unknown, expected " + knownPreTokenizers() + "."));
    }

    private static String knownPreTokenizers() {
        return Arrays.stream(PreTokenizer.values())
                .map(known -> "'" + known.spelling() + "'")
                .collect(Collectors.joining(", "));
    }

    private List<String> tokens() {
        List<String> tokens = required("tokens");
        if (tokens.isEmpty()) {
            throw refuse("tokens", "empty, expected 1 or more.");
        }
        for (int id = 0; id < tokens.size(); id++) {
            if (tokens.get(id).length() > TOKEN_CHARACTERS) {
                throw refuse(
                        "tokens",
                        "token " + id + " has " + tokens.get(id).length() + " characters, at most " + TOKEN_CHARACTERS
                                + " allowed.");
            }
        }
        return tokens;
    }

    /** Without the key every token is text but bytes and those that open and end a text. */
    private List<TokenKind> kinds(List<String> tokens, OptionalInt begin, OptionalInt end) {
        Optional<long[]> numbers = metadata.integers(PREFIX + "token_type");
        List<TokenKind> kinds = new ArrayList<>(tokens.size());
        if (numbers.isEmpty()) {
            tokens.forEach(token -> kinds.add(SentencePieceBpe.isByte(token) ? TokenKind.BYTE : TokenKind.NORMAL));
            begin.ifPresent(id -> kinds.set(id, TokenKind.CONTROL));
            end.ifPresent(id -> kinds.set(id, TokenKind.CONTROL));
            return kinds;
        }
        requireLength("token_type", numbers.get().length, tokens.size());
        for (int id = 0; id < tokens.size(); id++) {
            TokenKind kind = kind(numbers.get()[id]);
            // Some files mark the ends of turns as text; a user could then write them.
            kinds.add(kind != TokenKind.CONTROL && TURN_MARKS.contains(tokens.get(id)) ? TokenKind.CONTROL : kind);
        }
        return kinds;
    }

    private TokenKind kind(long number) {
        return TokenKind.of(number).orElseThrow(() -> refuse("token_type", "type " + number + ", expected 1 to 6."));
    }

    private void requireLength(String key, int found, int tokens) {
        if (found != tokens) {
            throw refuse(key, found + " elements, expected " + tokens + " as in 'tokenizer.ggml.tokens'.");
        }
    }

    private OptionalInt id(String key, int tokens) {
        OptionalLong id = metadata.integer(PREFIX + key);
        if (id.isEmpty()) {
            return OptionalInt.empty();
        }
        if (id.getAsLong() < 0 || id.getAsLong() >= tokens) {
            throw refuse(key, id.getAsLong() + ", expected 0 to " + (tokens - 1) + " (" + tokens + " tokens).");
        }
        return OptionalInt.of((int) id.getAsLong());
    }

    private List<String> required(String key) {
        return metadata.strings(PREFIX + key).orElseThrow(() -> metadata.missing(PREFIX + key));
    }

    private CheckpointException refuse(String key, String problem) {
        return metadata.refuse("key '" + PREFIX + key + "': " + problem);
    }
}
