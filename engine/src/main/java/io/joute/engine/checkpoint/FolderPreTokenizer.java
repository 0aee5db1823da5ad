package io.joute.engine.checkpoint;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Recognises how {@code tokenizer.json} cuts text before merging; what is not recognised is refused, never run. */
final class FolderPreTokenizer {
    private static final String CONTRACTIONS = "(?i:'s|'t|'re|'ve|'m|'ll|'d)|";
    private static final String REST = "| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+";
    private static final String WORD = "[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|";
    private static final Map<String, String> KNOWN = Map.of(
            CONTRACTIONS + WORD + "\\p{N}{1,3}" + REST,
            "llama-bpe",
            CONTRACTIONS + WORD + "\\p{N}" + REST,
            "qwen2",
            "[^\\r\\n\\p{L}\\p{N}]?[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]*[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]+"
                    + "|[^\\r\\n\\p{L}\\p{N}]?[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]+[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]*"
                    + "|\\p{N}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n/]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+",
            "tekken");
    private static final String EXPECTED = "expected that of Llama 3, Qwen 2 or Mistral's tekken.";
    private static final String SPACE = "\u2581";
    private static final String PRE_TOKENIZER = "pre_tokenizer";
    private static final String NORMALIZER = "normalizer";

    private final JsonObject rules;

    FolderPreTokenizer(JsonObject rules) {
        this.rules = rules;
    }

    /** The name that GGUF has for a byte-level pre-tokeniser. */
    String recognised() {
        rules.object(NORMALIZER).ifPresent(this::requireComposition);
        String pattern = null;
        boolean byteLevel = false;
        for (JsonObject step : steps(PRE_TOKENIZER, "pretokenizers")) {
            String type = type(step);
            if (type.equals("Split") && pattern == null && !byteLevel) {
                pattern = pattern(step, "Regex");
                requireIsolated(step);
            } else if (type.equals("ByteLevel") && !byteLevel) {
                byteLevel = true;
                requirePlain(step);
            } else {
                throw rules.refuse(PRE_TOKENIZER, "step " + Shown.name(type) + " unknown here, " + EXPECTED);
            }
        }
        if (pattern == null || !byteLevel) {
            throw rules.refuse(PRE_TOKENIZER, "no pattern followed by bytes, " + EXPECTED);
        }
        return Optional.ofNullable(KNOWN.get(pattern))
                .orElseThrow(() -> rules.refuse(PRE_TOKENIZER, "unknown pattern, " + EXPECTED));
    }

    /** Whether a space goes before the first word, in a vocabulary that falls back to bytes. */
    boolean addsSpacePrefix() {
        boolean prefix = false;
        boolean spaces = false;
        for (JsonObject step : steps(NORMALIZER, "normalizers")) {
            switch (type(step)) {
                case "Prepend" -> prefix = requireSpace(step, "prepend");
                case "Replace" -> spaces = requireSpace(step, "content") && requireReplaced(step);
                default -> throw rules.refuse(NORMALIZER, "step " + Shown.name(type(step)) + " unknown here.");
            }
        }
        for (JsonObject step : steps(PRE_TOKENIZER, "pretokenizers")) {
            switch (type(step)) {
                case "Metaspace" -> {
                    spaces = requireSpace(step, "replacement");
                    prefix = metaspacePrefix(step);
                }
                // After the normaliser there is no space left to split at.
                case "Split" -> requireReplaced(step);
                default -> throw rules.refuse(PRE_TOKENIZER, "step " + Shown.name(type(step)) + " unknown here.");
            }
        }
        if (!spaces) {
            throw rules.refuse(NORMALIZER, "spaces stay spaces, expected them to become '" + SPACE + "'.");
        }
        return prefix;
    }

    private static boolean metaspacePrefix(JsonObject step) {
        return step.string("prepend_scheme")
                .map(scheme -> !scheme.equals("never"))
                .orElseGet(() -> step.flag("add_prefix_space").orElse(true));
    }

    /** Composition is what llama.cpp leaves out too: text in the composed form, as keyboards make it, is not changed by it. */
    private void requireComposition(JsonObject normalizer) {
        String type = type(normalizer);
        if (!type.equals("NFC")
                && !(type.equals("Sequence")
                        && normalizer.objects("normalizers").isEmpty())) {
            throw rules.refuse(NORMALIZER, Shown.name(type) + " unknown here, expected none or 'NFC'.");
        }
    }

    private List<JsonObject> steps(String property, String inSequence) {
        Optional<JsonObject> whole = rules.object(property);
        if (whole.isEmpty()) {
            return List.of();
        }
        if (!type(whole.get()).equals("Sequence")) {
            return List.of(whole.get());
        }
        return new ArrayList<>(whole.get().objects(inSequence));
    }

    private static String type(JsonObject step) {
        return step.string("type").orElseThrow(() -> step.missing("type"));
    }

    private static String pattern(JsonObject step, String kind) {
        return step.object("pattern")
                .flatMap(pattern -> pattern.string(kind))
                .orElseThrow(() -> step.refuse("pattern", "no " + kind + ", expected one."));
    }

    private static boolean requireReplaced(JsonObject step) {
        String pattern = pattern(step, "String");
        if (!pattern.equals(" ")) {
            throw step.refuse("pattern", Shown.name(pattern) + ", expected ' '.");
        }
        return true;
    }

    private static boolean requireSpace(JsonObject step, String property) {
        String value = step.string(property).orElseThrow(() -> step.missing(property));
        if (!value.equals(SPACE)) {
            throw step.refuse(property, Shown.name(value) + ", expected '" + SPACE + "'.");
        }
        return true;
    }

    private static void requireIsolated(JsonObject step) {
        String behavior = step.string("behavior").orElse("Isolated");
        // With the pattern inverted, removing what does not match is the same cut: the known patterns match everything.
        boolean inverted = step.flag("invert").orElse(false);
        if (inverted ? !behavior.equals("Removed") : !behavior.equals("Isolated")) {
            throw step.refuse("behavior", Shown.name(behavior) + ", expected 'Isolated'.");
        }
    }

    private static void requirePlain(JsonObject step) {
        if (step.flag("add_prefix_space").orElse(false)) {
            throw step.refuse("add_prefix_space", "true, expected false.");
        }
        if (step.flag("use_regex").orElse(false)) {
            throw step.refuse("use_regex", "true, expected false.");
        }
    }
}
