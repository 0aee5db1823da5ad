package io.joute.engine.checkpoint;

import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads a folder as Hugging Face publishes models, and says it in GGUF's words: what comes out is what the GGUF file that
 * llama.cpp's converter makes of it would give.
 *
 * <pre>
 * config.json                      architecture and numbers
 * model.safetensors                weights; or model.safetensors.index.json and the shards it names
 * tokenizer.json                   vocabulary
 * tokenizer_config.json            special tokens, chat template          optional
 * generation_config.json           which tokens end an answer             optional
 * chat_template.jinja, .json       chat template                          optional
 * </pre>
 */
final class FolderReader {
    static final String CONFIG = "config.json";

    private final Path folder;
    private final Arena arena;
    private final Map<String, Object> keys = new LinkedHashMap<>();
    private final List<String> warnings = new ArrayList<>();

    private FolderReader(Path folder, Arena arena) {
        this.folder = folder;
        this.arena = arena;
    }

    /** Read {@code folder}; its files stay mapped while {@code arena} is open. */
    static StoredCheckpoint read(Path folder, Arena arena) {
        return new FolderReader(folder, arena).read();
    }

    private StoredCheckpoint read() {
        FolderConfig.Facts facts = FolderConfig.read(folder);
        keys.putAll(facts.keys());
        warnings.addAll(facts.warnings());
        var shards = new FolderShards(folder, arena);
        List<SafetensorsTensor> found = shards.read();
        warnings.addAll(shards.warnings());
        var tensors = new FolderTensors(facts);
        tensors.take(folder, found, arena);
        warnings.addAll(tensors.warnings());
        requireUnique(tensors.tensors());
        vocabulary(facts, tensors);
        return new StoredCheckpoint(folder, new Metadata(folder, keys), tensors.tensors(), arena, warnings);
    }

    private void requireUnique(List<StoredTensor> tensors) {
        Set<String> names = new HashSet<>();
        for (StoredTensor tensor : tensors) {
            String name = tensor.stored().name();
            if (!names.add(name)) {
                throw new CheckpointException(folder, "tensor " + Shown.name(name) + ": found twice, expected once.");
            }
        }
    }

    private void vocabulary(FolderConfig.Facts facts, FolderTensors tensors) {
        long rows = tensors.vocabularySize(folder);
        if (facts.vocabularySize().orElse(rows) != rows) {
            throw new CheckpointException(
                    folder,
                    CONFIG + ": vocab_size: " + facts.vocabularySize().getAsLong() + ", expected " + rows
                            + ", the rows of 'model.embed_tokens.weight'.");
        }
        var vocabulary = new FolderVocabulary(folder);
        int size = vocabulary.size();
        if (size > rows || rows - size > Limits.PADDED_TOKENS) {
            throw new CheckpointException(
                    folder,
                    FolderPieces.FILE + ": ids up to " + (size - 1) + ", expected at most " + (rows - 1)
                            + ", the last row of 'model.embed_tokens.weight', and not far fewer.");
        }
        if (facts.family() == FolderFamily.GEMMA3) {
            tensors.trimEmbedding(size);
            rows = size;
        }
        if (facts.family() == FolderFamily.LLAMA) {
            keys.put("llama.vocab_size", rows);
        }
        keys.putAll(vocabulary.keys((int) rows));
        var specials = new FolderSpecials(folder, vocabulary);
        keys.putAll(specials.keys());
        warnings.addAll(specials.warnings());
    }
}
