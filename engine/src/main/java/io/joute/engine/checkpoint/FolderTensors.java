package io.joute.engine.checkpoint;

import io.joute.engine.tensor.ElementType;
import io.joute.engine.tensor.Weight;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names the tensors of a folder as GGUF does, and notes what their rows need. */
final class FolderTensors {
    private static final Pattern BLOCK =
            Pattern.compile("model\\.layers\\.(\\d{1,4})\\.([a-z_.]{1,64})\\.(weight|bias)");
    private static final String EMBEDDING = "token_embd.weight";
    private static final String OUTPUT = "output.weight";

    /** Frequencies that old files carry and that follow from the configuration. */
    private static final Pattern COMPUTED =
            Pattern.compile("model\\.layers\\.\\d{1,4}\\.self_attn\\.rotary_emb\\.inv_freq");

    /** Parts of models that also see; the one that reads text does without. */
    private static final Pattern VISION = Pattern.compile("(model\\.)?(vision_tower|multi_modal_projector|vision_model"
            + "|vision_encoder|vision_language_adapter|patch_merger|pre_mm_projector_norm)\\..*");

    private final FolderConfig.Facts facts;
    private final List<StoredTensor> tensors = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private int visionTensors;

    FolderTensors(FolderConfig.Facts facts) {
        this.facts = facts;
    }

    /** Take all {@code found}; {@code arena} keeps what is computed. */
    void take(Path folder, List<SafetensorsTensor> found, Arena arena) {
        var scales = new FolderScales(found, facts.scaled(), arena);
        found.stream().filter(tensor -> !scales.isScale(tensor)).forEach(tensor -> take(tensor, scales));
        warnings.addAll(scales.warnings());
        if (visionTensors > 0) {
            warnings.add(visionTensors + " tensors of the part that sees are not used: Joute reads text");
        }
        if (!facts.tied()
                && tensors.stream().noneMatch(tensor -> tensor.stored().name().equals(OUTPUT))) {
            throw new CheckpointException(
                    folder, "tensor 'lm_head.weight': missing (config.json: tie_word_embeddings is false).");
        }
        if (!facts.ropeFactors().isEmpty()) {
            tensors.add(new StoredTensor(ropeFactors(arena)));
        }
    }

    List<StoredTensor> tensors() {
        return tensors;
    }

    List<String> warnings() {
        return warnings;
    }

    /** Rows of the token embedding. */
    long vocabularySize(Path folder) {
        return tensors.stream()
                .map(StoredTensor::stored)
                .filter(weight -> weight.name().equals(EMBEDDING))
                .findFirst()
                .orElseThrow(() -> new CheckpointException(folder, "tensor 'model.embed_tokens.weight': missing."))
                .rows();
    }

    /** Keep only the first {@code rows} of the embedding: the others have no token. */
    void trimEmbedding(long rows) {
        tensors.replaceAll(tensor ->
                tensor.stored().name().equals(EMBEDDING) ? new StoredTensor(head(tensor.stored(), rows)) : tensor);
    }

    private static Weight head(Weight weight, long rows) {
        if (weight.rowScales().count() > 1) {
            return weight;
        }
        MemorySegment data = weight.data().asSlice(0, rows * weight.rowBytes());
        return new Weight(weight.name(), weight.type(), rows, weight.columns(), data, weight.rowScales());
    }

    private void take(SafetensorsTensor tensor, FolderScales scales) {
        if (facts.multimodal() && VISION.matcher(tensor.name()).matches()) {
            visionTensors++;
            return;
        }
        String module = textName(tensor.name());
        if (module.equals("lm_head.weight") && facts.tied()) {
            warnings.add("tensor 'lm_head.weight' is not used: config.json ties it to the embedding");
        } else if (!COMPUTED.matcher(module).matches()) {
            tensors.add(stored(tensor, module, scales));
        }
    }

    /** Without what models that also see put before. */
    private String textName(String name) {
        if (!facts.multimodal()) {
            return name;
        }
        if (name.startsWith("model.language_model.")) {
            return "model." + name.substring("model.language_model.".length());
        }
        return name.startsWith("language_model.") ? name.substring("language_model.".length()) : name;
    }

    private StoredTensor stored(SafetensorsTensor tensor, String module, FolderScales scales) {
        String name = ggufName(module)
                .orElseThrow(() -> tensor.refuse(
                        "not known in a " + facts.family().architecture() + " model. Joute would leave it out."));
        ElementType type = tensor.dtype()
                .elementType()
                .orElseThrow(() -> tensor.refuse(
                        "dtype " + tensor.dtype() + " not supported, expected F32, F16, BF16 or F8_E4M3."));
        List<Long> shape = tensor.shape();
        if (shape.isEmpty() || shape.size() > 2 || shape.contains(0L)) {
            throw tensor.refuse("shape " + shape + ", expected one or two dimensions, none of them 0.");
        }
        long rows = shape.size() == 1 ? 1 : shape.getFirst();
        return ordered(tensor, new Weight(name, type, rows, shape.getLast(), tensor.data(), scales.of(tensor, rows)));
    }

    private StoredTensor ordered(SafetensorsTensor tensor, Weight weight) {
        if (weight.name().endsWith("norm.weight")) {
            if (weight.type() == ElementType.F8_E4M3) {
                throw tensor.refuse("dtype F8_E4M3, expected F32, F16 or BF16 for a norm.");
            }
            return new StoredTensor(weight, 0, facts.family().normOffset());
        }
        int heads = weight.name().contains(".attn_q.") ? facts.headCount() : facts.headCountKv();
        boolean turned = weight.name().contains(".attn_q.") || weight.name().contains(".attn_k.");
        if (!turned || !facts.family().alternatesRows()) {
            return new StoredTensor(weight);
        }
        if (weight.name().endsWith(".bias")) {
            throw tensor.refuse("not supported in a llama model: queries and keys have no bias.");
        }
        if (weight.rows() % (2L * heads) != 0) {
            throw tensor.refuse(
                    "shape " + tensor.shape() + ", the first must be a multiple of 2 × " + heads + " heads.");
        }
        return new StoredTensor(weight, heads, 0);
    }

    private Optional<String> ggufName(String module) {
        return switch (module) {
            case "model.embed_tokens.weight" -> Optional.of(EMBEDDING);
            case "model.norm.weight" -> Optional.of("output_norm.weight");
            case "lm_head.weight" -> Optional.of(OUTPUT);
            default -> blockName(module);
        };
    }

    private Optional<String> blockName(String module) {
        Matcher block = BLOCK.matcher(module);
        if (!block.matches()) {
            return Optional.empty();
        }
        return facts.family()
                .part(block.group(2))
                .map(part -> "blk." + Integer.parseInt(block.group(1)) + "." + part + "." + block.group(3));
    }

    private Weight ropeFactors(Arena arena) {
        List<Float> factors = facts.ropeFactors();
        ValueLayout.OfFloat little = ValueLayout.JAVA_FLOAT.withOrder(ByteOrder.LITTLE_ENDIAN);
        MemorySegment data = arena.allocate(little, factors.size());
        for (int i = 0; i < factors.size(); i++) {
            data.setAtIndex(little, i, factors.get(i));
        }
        return new Weight("rope_freqs.weight", ElementType.F32, 1, factors.size(), data);
    }
}
