package io.joute.engine.checkpoint;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Says {@code tokenizer.json} in GGUF's keys: byte-level BPE as {@code gpt2} with its pre-tokeniser recognised, BPE that
 * falls back to bytes (Gemma, Llama 2) as {@code llama} with scores that merge in the same order.
 */
final class FolderVocabulary {
    private static final String PREFIX = "tokenizer.ggml.";
    private static final String SPACE = "\u2581";
    private static final int NORMAL = 1;
    private static final int UNKNOWN = 2;
    private static final int CONTROL = 3;
    private static final int USER_DEFINED = 4;
    private static final int UNUSED = 5;
    private static final int BYTE = 6;
    private static final Pattern BYTE_PIECE = Pattern.compile("<0x[0-9A-F]{2}>");

    /** Spellings that mark structure although some files call them ordinary. */
    private static final Pattern LOOKS_SPECIAL =
            Pattern.compile("<\\|.*\\|>|<｜.*｜>|<unused.*>|<pad>|<mask>|<2mass>|\\[@BOS@]", Pattern.DOTALL);

    private final FolderPieces pieces;
    private final Map<String, Object> keys = new LinkedHashMap<>();
    private final Map<String, Integer> added = new HashMap<>();
    private final Map<Integer, String> spellings;
    private final Map<Integer, Integer> kinds = new HashMap<>();
    private final boolean byteFallback;

    FolderVocabulary(Path folder) {
        pieces = FolderPieces.read(folder);
        spellings = new HashMap<>(pieces.spellings());
        requireBpe();
        byteFallback = pieces.model().flag("byte_fallback").orElse(false);
        addTokens();
        if (spellings.isEmpty()) {
            throw pieces.refuse("model: vocab", "empty, expected 1 or more pieces.");
        }
    }

    /** One more than the largest id. */
    int size() {
        return spellings.keySet().stream().mapToInt(Integer::intValue).max().orElse(-1) + 1;
    }

    /** The id of an added token. */
    Optional<Integer> added(String content) {
        return Optional.ofNullable(added.get(content));
    }

    /** The spelling of an id. */
    Optional<String> spelling(long id) {
        return id == (int) id ? Optional.ofNullable(spellings.get((int) id)) : Optional.empty();
    }

    /** The rules around the vocabulary. */
    JsonObject rules() {
        return pieces.rules();
    }

    /** Keys for a vocabulary of {@code rows} ids; those without a piece are named and marked as llama.cpp does. */
    Map<String, Object> keys(int rows) {
        keys.put(PREFIX + "model", byteFallback ? "llama" : "gpt2");
        keys.put(PREFIX + "pre", byteFallback ? "default" : new FolderPreTokenizer(pieces.rules()).recognised());
        List<String> tokens = new ArrayList<>();
        long[] types = new long[rows];
        for (int id = 0; id < rows; id++) {
            String spelling = spellings.get(id);
            tokens.add(spelling == null ? "[PAD" + id + "]" : spelling);
            types[id] = spelling == null ? UNUSED : kinds.getOrDefault(id, NORMAL);
        }
        keys.put(PREFIX + "tokens", List.copyOf(tokens));
        if (byteFallback) {
            keys.put(PREFIX + "scores", scores(tokens));
        }
        keys.put(PREFIX + "token_type", types);
        if (!byteFallback) {
            keys.put(
                    PREFIX + "merges",
                    pieces.merges().stream()
                            .map(merge -> merge.left() + " " + merge.right())
                            .toList());
        } else {
            keys.put(PREFIX + "add_space_prefix", new FolderPreTokenizer(pieces.rules()).addsSpacePrefix());
        }
        return keys;
    }

    private void requireBpe() {
        JsonObject model = pieces.model();
        String type = model.string("type").orElse("BPE");
        if (!type.equals("BPE")) {
            throw model.refuse("type", Shown.name(type) + ", expected 'BPE'.");
        }
        for (String property : List.of("continuing_subword_prefix", "end_of_word_suffix")) {
            String affix = model.string(property).orElse("");
            if (!affix.isEmpty()) {
                throw model.refuse(property, Shown.name(affix) + ", expected none.");
            }
        }
        if (model.number("dropout").orElse(0) != 0) {
            throw model.refuse("dropout", "above 0, expected none.");
        }
    }

    private void addTokens() {
        if (byteFallback) {
            String unknown = pieces.model().string("unk_token").orElse("<unk>");
            spellings.forEach((id, piece) -> {
                if (BYTE_PIECE.matcher(piece).matches()) {
                    kinds.put(id, BYTE);
                } else if (piece.equals(unknown)) {
                    kinds.put(id, UNKNOWN);
                }
            });
        }
        for (JsonObject token : pieces.rules().objects("added_tokens")) {
            addToken(token);
        }
    }

    private void addToken(JsonObject token) {
        int id = (int) token.requiredInteger("id", 0, Limits.ARRAY_ELEMENTS - 1);
        String content = token.string("content").orElseThrow(() -> token.missing("content"));
        pieces.requireText("added_tokens", content);
        String known = spellings.get(id);
        if (known != null && !known.equals(content)) {
            throw token.refuse("id", id + " of " + Shown.name(content) + " is also that of " + Shown.name(known) + ".");
        }
        if (added.putIfAbsent(content, id) != null) {
            throw token.refuse("content", Shown.name(content) + " appears twice, expected once.");
        }
        boolean control = token.flag("special").orElse(false)
                || LOOKS_SPECIAL.matcher(content).matches();
        spellings.put(id, control ? content : content.replace(SPACE, " "));
        if (!kinds.getOrDefault(id, NORMAL).equals(UNKNOWN)) {
            kinds.put(id, control ? CONTROL : USER_DEFINED);
        }
    }

    /** Minus the place of the first merge that makes a piece: the smaller, the later. What no merge makes comes after all. */
    private double[] scores(List<String> tokens) {
        Map<String, Integer> ranks = new HashMap<>();
        for (FolderPieces.Merge merge : pieces.merges()) {
            ranks.putIfAbsent(merge.merged(), ranks.size());
        }
        double[] scores = new double[tokens.size()];
        int others = ranks.size();
        for (int id = 0; id < scores.length; id++) {
            Integer rank = ranks.get(tokens.get(id));
            int kind = kinds.getOrDefault(id, NORMAL);
            if (kind == NORMAL) {
                scores[id] = rank == null ? -others++ : -rank;
            }
        }
        return scores;
    }
}
