package io.joute.engine.checkpoint;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads {@code tokenizer.json} in one pass: the vocabulary and the merges as they come, the small rest as a tree. Layout:
 * {@code added_tokens} [{id, content, special}], {@code normalizer}, {@code pre_tokenizer}, {@code post_processor}, {@code
 * model} {type, vocab {piece → id}, merges ["left right"] or [[left, right]], byte_fallback, …}.
 */
final class FolderPieces {
    static final String FILE = "tokenizer.json";
    private static final Set<String> RULES = Set.of("added_tokens", "normalizer", "pre_tokenizer", "post_processor");
    private static final String MODEL = FILE + ": model";

    private final Path folder;
    private final Map<Integer, String> spellings = new HashMap<>();
    private final List<Merge> merges = new ArrayList<>();
    private @Nullable JsonObject rules;
    private @Nullable JsonObject model;

    private FolderPieces(Path folder) {
        this.folder = folder;
    }

    /** Two pieces that become one. */
    record Merge(String left, String right) {
        String merged() {
            return left + right;
        }
    }

    /** Read it. */
    static FolderPieces read(Path folder) {
        var pieces = new FolderPieces(folder);
        StrictJson.file(folder, FILE, Limits.TOKENIZER_BYTES, pieces::document);
        return pieces;
    }

    /** Spelling by id, of the vocabulary without added tokens. */
    Map<Integer, String> spellings() {
        return spellings;
    }

    /** First to be merged first. */
    List<Merge> merges() {
        return merges;
    }

    /** The normaliser, the pre-tokeniser and so on. */
    JsonObject rules() {
        return Optional.ofNullable(rules).orElseGet(() -> JsonObject.empty(folder, FILE));
    }

    /** What the model says beside vocabulary and merges. */
    JsonObject model() {
        return Optional.ofNullable(model).orElseThrow(() -> refuse("model", "missing."));
    }

    CheckpointException refuse(String field, String problem) {
        return new CheckpointException(folder, FILE + ": " + field + ": " + problem);
    }

    private FolderPieces document(JsonParser parser) {
        ObjectNode kept = JsonNodeFactory.instance.objectNode();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            if (name.equals("model")) {
                require(parser, JsonToken.START_OBJECT, "model", "an object");
                model = model(parser);
            } else if (RULES.contains(name)) {
                kept.set(name, JsonObject.value(folder, FILE, name, parser));
            } else {
                parser.skipChildren();
            }
        }
        rules = JsonObject.of(folder, FILE, kept);
        return this;
    }

    private JsonObject model(JsonParser parser) {
        ObjectNode kept = JsonNodeFactory.instance.objectNode();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "vocab" -> vocabulary(parser);
                case "merges" -> merges(parser);
                default -> kept.set(name, scalar(name, parser));
            }
        }
        return JsonObject.of(folder, MODEL, kept);
    }

    private JsonNode scalar(String name, JsonParser parser) {
        return JsonObject.value(folder, MODEL, name, parser);
    }

    private void vocabulary(JsonParser parser) {
        require(parser, JsonToken.START_OBJECT, "vocab", "an object of ids by piece (byte-level or SentencePiece BPE)");
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String piece = parser.currentName();
            requireText("vocab", piece);
            parser.nextToken();
            int id = id(piece, parser);
            String other = spellings.putIfAbsent(id, piece);
            if (other != null) {
                throw refuse(
                        "vocab",
                        "id " + id + " of " + Shown.name(piece) + " is also that of " + Shown.name(other) + ".");
            }
        }
    }

    private int id(String piece, JsonParser parser) {
        boolean isLong = parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
        if (!isLong || parser.getLongValue() < 0 || parser.getLongValue() >= Limits.ARRAY_ELEMENTS) {
            throw refuse(
                    "vocab",
                    "id of " + Shown.name(piece) + " is no whole number from 0 to " + (Limits.ARRAY_ELEMENTS - 1)
                            + ".");
        }
        return (int) parser.getLongValue();
    }

    private void merges(JsonParser parser) {
        require(parser, JsonToken.START_ARRAY, "merges", "an array");
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (merges.size() == Limits.ARRAY_ELEMENTS) {
                throw refuse("merges", "more than " + Limits.ARRAY_ELEMENTS + " elements.");
            }
            merges.add(parser.currentToken() == JsonToken.START_ARRAY ? pair(parser) : line(parser));
        }
    }

    private Merge pair(JsonParser parser) {
        List<String> parts = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            require(parser, JsonToken.VALUE_STRING, "merges", "pairs of strings");
            if (parts.size() == 2) {
                throw refuse("merges", "element " + merges.size() + " has more than two parts.");
            }
            parts.add(parser.getString());
        }
        if (parts.size() != 2) {
            throw refuse("merges", "element " + merges.size() + " has " + parts.size() + " parts, expected 2.");
        }
        return merge(parts.get(0), parts.get(1));
    }

    private Merge line(JsonParser parser) {
        require(parser, JsonToken.VALUE_STRING, "merges", "strings, or pairs of them");
        String line = parser.getString();
        int space = line.indexOf(' ', 1);
        if (space < 0 || line.indexOf(' ', space + 1) >= 0) {
            throw refuse(
                    "merges",
                    "element " + merges.size() + " is " + Shown.name(line) + ", expected two pieces and a space.");
        }
        return merge(line.substring(0, space), line.substring(space + 1));
    }

    private Merge merge(String left, String right) {
        requireText("merges", left);
        requireText("merges", right);
        if (left.isEmpty() || right.isEmpty() || left.indexOf(' ') >= 0 || right.indexOf(' ') >= 0) {
            throw refuse("merges", "element " + merges.size() + " has a part that is empty or holds a space.");
        }
        return new Merge(left, right);
    }

    /** Refuse half characters: they cannot be written in UTF-8. */
    void requireText(String field, String text) {
        if (text.length() > Limits.TOKEN_CHARACTERS
                || text.codePoints().anyMatch(point -> Character.getType(point) == Character.SURROGATE)) {
            throw refuse(
                    field,
                    "a piece of " + text.length() + " characters, expected whole ones, at most "
                            + Limits.TOKEN_CHARACTERS + ".");
        }
    }

    private void require(JsonParser parser, JsonToken token, String field, String expected) {
        if (parser.currentToken() != token) {
            throw refuse(field, "another kind of value, expected " + expected + ".");
        }
    }
}
