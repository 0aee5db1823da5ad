package io.joute.engine.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Says in GGUF's keys which tokens begin and end texts and turns, and the chat template: from {@code tokenizer_config.json},
 * {@code generation_config.json}, {@code config.json}, {@code chat_template.jinja} and {@code chat_template.json}, in that
 * order of weight where they speak of the same (templates: the files of their own first).
 */
final class FolderSpecials {
    private static final String PREFIX = "tokenizer.ggml.";
    private static final String TOKENIZER_CONFIG = "tokenizer_config.json";
    private static final String GENERATION_CONFIG = "generation_config.json";
    private static final String TEMPLATE_FILE = "chat_template.jinja";
    private static final String TEMPLATE_JSON = "chat_template.json";
    private static final String TEMPLATE = "chat_template";
    private static final String END_OF_MESSAGE = "<|eom_id|>";

    private final Path folder;
    private final FolderVocabulary vocabulary;
    private final JsonObject tokenizer;
    private final JsonObject generation;
    private final JsonObject config;
    private final Map<String, Object> keys = new LinkedHashMap<>();
    private final List<String> warnings = new ArrayList<>();

    FolderSpecials(Path folder, FolderVocabulary vocabulary) {
        this.folder = folder;
        this.vocabulary = vocabulary;
        Set<String> wanted = Set.of(
                "bos_token",
                "eos_token",
                "unk_token",
                "pad_token",
                "add_bos_token",
                "add_eos_token",
                TEMPLATE,
                "auto_map");
        tokenizer = JsonObject.optionalFile(folder, TOKENIZER_CONFIG, Limits.TOKENIZER_CONFIG_BYTES, wanted);
        generation = JsonObject.optionalFile(
                folder, GENERATION_CONFIG, Limits.CONFIG_BYTES, Set.of("bos_token_id", "eos_token_id", "pad_token_id"));
        config = JsonObject.file(
                folder, "config.json", Limits.CONFIG_BYTES, Set.of("bos_token_id", "eos_token_id", "pad_token_id"));
    }

    Map<String, Object> keys() {
        Optional<Long> beginId = first("bos_token_id");
        Optional<Long> padId = first("pad_token_id");
        Optional<Long> begin = id("bos_token").or(() -> beginId);
        begin.ifPresent(id -> keys.put(PREFIX + "bos_token_id", id));
        ends();
        id("unk_token").ifPresent(id -> keys.put(PREFIX + "unknown_token_id", id));
        id("pad_token").or(() -> padId).ifPresent(id -> keys.put(PREFIX + "padding_token_id", id));
        tokenizer
                .flag("add_bos_token")
                .or(() -> begin.flatMap(this::addedByTemplate))
                .ifPresent(flag -> keys.put(PREFIX + "add_bos_token", flag));
        tokenizer.flag("add_eos_token").ifPresent(flag -> keys.put(PREFIX + "add_eos_token", flag));
        template().filter(text -> !text.isBlank()).ifPresent(text -> keys.put("tokenizer.chat_template", text));
        if (tokenizer.has("auto_map")) {
            warnings.add(TOKENIZER_CONFIG + ": auto_map names code of its own, which is never run");
        }
        return keys;
    }

    List<String> warnings() {
        return warnings;
    }

    /** The tokenizer's end of text, and what else ends an answer. */
    private void ends() {
        Set<Long> ends = new LinkedHashSet<>();
        id("eos_token").ifPresent(ends::add);
        ends.addAll(known("eos_token_id"));
        for (long id : ends) {
            boolean isMessage = vocabulary.spelling(id).orElse("").equals(END_OF_MESSAGE);
            String[] places = isMessage && keys.containsKey(PREFIX + "eos_token_id")
                    ? new String[] {"eom_token_id", "eot_token_id"}
                    : new String[] {"eos_token_id", "eot_token_id", "eom_token_id"};
            boolean placed = false;
            for (String place : places) {
                placed = placed || keys.putIfAbsent(PREFIX + place, id) == null;
            }
            if (!placed) {
                warnings.add("eos_token_id: token " + id + " does not end an answer: there is room for three that do");
            }
        }
    }

    /** The id of a token that is named by its spelling, plain or inside an object. */
    private Optional<Long> id(String property) {
        if (!tokenizer.has(property)) {
            return Optional.empty();
        }
        String content = tokenizer.isString(property)
                ? tokenizer.string(property).orElseThrow()
                : tokenizer
                        .object(property)
                        .flatMap(object -> object.string("content"))
                        .orElse("");
        Optional<Long> id = vocabulary.added(content).map(Integer::longValue);
        if (id.isEmpty()) {
            warnings.add(TOKENIZER_CONFIG + ": " + property + ": " + Shown.name(content) + " is no added token of "
                    + FolderPieces.FILE);
        }
        return id;
    }

    private Optional<Long> first(String property) {
        return known(property).stream().findFirst();
    }

    /** Ids in the generation's settings, else in the configuration, as far as the vocabulary has them. */
    private List<Long> known(String property) {
        List<Long> found = new ArrayList<>();
        JsonObject source = generation.has(property) ? generation : config;
        for (long id : source.integers(property)) {
            if (vocabulary.spelling(id).isPresent()) {
                found.add(id);
            } else {
                warnings.add(property + ": " + id + " is no token of " + FolderPieces.FILE + " and is left out");
            }
        }
        return found;
    }

    /** Whether the post-processor puts {@code begin} first. */
    private Optional<Boolean> addedByTemplate(long begin) {
        Optional<JsonObject> processor = vocabulary.rules().object("post_processor");
        if (processor.isEmpty()) {
            return Optional.empty();
        }
        List<JsonObject> steps = new ArrayList<>(List.of(processor.get()));
        steps.addAll(processor.get().isArray("processors") ? processor.get().objects("processors") : List.of());
        for (JsonObject step : steps) {
            if (step.isArray("single")) {
                return Optional.of(step.objects("single").stream()
                        .findFirst()
                        .flatMap(part -> part.object("SpecialToken"))
                        .flatMap(token -> token.string("id"))
                        .equals(vocabulary.spelling(begin)));
            }
        }
        return Optional.empty();
    }

    private Optional<String> template() {
        if (StrictJson.exists(folder, TEMPLATE_FILE)) {
            return Optional.of(templateFile());
        }
        if (StrictJson.exists(folder, TEMPLATE_JSON)) {
            return JsonObject.file(folder, TEMPLATE_JSON, Limits.TOKENIZER_CONFIG_BYTES, Set.of(TEMPLATE))
                    .string(TEMPLATE);
        }
        if (!tokenizer.isArray(TEMPLATE)) {
            return tokenizer.string(TEMPLATE);
        }
        return tokenizer.objects(TEMPLATE).stream()
                .filter(named -> named.string("name").orElse("").equals("default"))
                .findFirst()
                .flatMap(named -> named.string("template"));
    }

    private String templateFile() {
        try (InputStream in = StrictJson.open(folder, TEMPLATE_FILE, Limits.TEMPLATE_BYTES)) {
            byte[] bytes = in.readNBytes((int) Limits.TEMPLATE_BYTES);
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new CheckpointException(
                    folder, TEMPLATE_FILE + ": bytes that are not UTF-8, expected text in UTF-8.", e);
        } catch (IOException e) {
            throw new CheckpointException(folder, TEMPLATE_FILE + ": cannot be read.", e);
        }
    }
}
