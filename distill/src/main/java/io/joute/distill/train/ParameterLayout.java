package io.joute.distill.train;

import io.joute.engine.model.Activation;
import io.joute.engine.model.AttentionSpan;
import io.joute.engine.model.HeadScheme;
import io.joute.engine.model.LayerScheme;
import io.joute.engine.model.ModelConfig;
import io.joute.engine.model.NormPlacement;
import io.joute.engine.model.RopePairing;
import io.joute.engine.model.RopeScheme;
import java.util.ArrayList;
import java.util.List;

/**
 * Where each weight of a model lies in one flat array, under the names that a checkpoint gives them.
 *
 * <p>Matrices are row-major, [outputs, inputs]; a norm is one row.
 */
public final class ParameterLayout {
    private final ModelConfig config;
    private final Slot tokenEmbedding;
    private final List<BlockSlots> blocks;
    private final Slot outputNorm;
    private final int length;

    /**
     * The place of one weight.
     *
     * @param name as in a checkpoint ({@code blk.0.attn_q.weight})
     * @param offset first element
     * @param rows outputs; 1 for a norm
     * @param columns inputs
     */
    public record Slot(String name, int offset, int rows, int columns) {
        /** Elements. */
        public int length() {
            return rows * columns;
        }

        /** Whether this is the vector of a norm. */
        public boolean isNorm() {
            return rows == 1;
        }
    }

    /** The weights of one block. */
    record BlockSlots(
            Slot attnNorm,
            Slot attnQ,
            Slot attnK,
            Slot attnV,
            Slot attnOutput,
            Slot ffnNorm,
            Slot ffnGate,
            Slot ffnUp,
            Slot ffnDown) {
        List<Slot> all() {
            return List.of(attnNorm, attnQ, attnK, attnV, attnOutput, ffnNorm, ffnGate, ffnUp, ffnDown);
        }
    }

    private ParameterLayout(ModelConfig config) {
        this.config = config;
        var next = new Cursor();
        int width = config.embeddingLength();
        tokenEmbedding = next.slot("token_embd.weight", config.vocabularySize(), width);
        var all = new ArrayList<BlockSlots>();
        for (int i = 0; i < config.blockCount(); i++) {
            all.add(block(next, "blk." + i + ".", config));
        }
        blocks = List.copyOf(all);
        outputNorm = next.slot("output_norm.weight", 1, width);
        length = next.offset;
    }

    /** Lay out a model; refuses with {@link IllegalArgumentException} what the trainer has no backward pass for. */
    public static ParameterLayout of(ModelConfig config) {
        require(config.normPlacement() instanceof NormPlacement.Before, "norm placement", config.normPlacement());
        require(config.activation() instanceof Activation.Silu, "activation", config.activation());
        require(
                config.headScheme().equals(HeadScheme.plain(RopePairing.NEIGHBOURS, config.headDim())),
                "head scheme",
                config.headScheme());
        require(!config.scaledEmbedding(), "scaledEmbedding", true);
        require(config.tiedOutput(), "tiedOutput", false);
        for (LayerScheme layer : config.layers()) {
            require(layer.span() instanceof AttentionSpan.Full, "attention span", layer.span());
            require(layer.rope() instanceof RopeScheme.Plain, "RoPE", layer.rope());
        }
        return new ParameterLayout(config);
    }

    private static BlockSlots block(Cursor next, String prefix, ModelConfig config) {
        int width = config.embeddingLength();
        int gate = config.feedForwardLength();
        return new BlockSlots(
                next.slot(prefix + "attn_norm.weight", 1, width),
                next.slot(prefix + "attn_q.weight", config.queryLength(), width),
                next.slot(prefix + "attn_k.weight", config.keyLength(), width),
                next.slot(prefix + "attn_v.weight", config.keyLength(), width),
                next.slot(prefix + "attn_output.weight", width, config.queryLength()),
                next.slot(prefix + "ffn_norm.weight", 1, width),
                next.slot(prefix + "ffn_gate.weight", gate, width),
                next.slot(prefix + "ffn_up.weight", gate, width),
                next.slot(prefix + "ffn_down.weight", width, gate));
    }

    /** The model. */
    public ModelConfig config() {
        return config;
    }

    /** Parameters in all. */
    public int length() {
        return length;
    }

    /** All weights, in the order of the array. */
    public List<Slot> slots() {
        var all = new ArrayList<Slot>();
        all.add(tokenEmbedding);
        blocks.forEach(block -> all.addAll(block.all()));
        all.add(outputNorm);
        return all;
    }

    Slot tokenEmbedding() {
        return tokenEmbedding;
    }

    List<BlockSlots> blocks() {
        return blocks;
    }

    Slot outputNorm() {
        return outputNorm;
    }

    private static void require(boolean trained, String what, Object found) {
        if (!trained) {
            throw new IllegalArgumentException(what + " is " + found
                    + ", which the trainer does not know: it trains Llama blocks with a tied output matrix");
        }
    }

    private static final class Cursor {
        private int offset;

        Slot slot(String name, int rows, int columns) {
            var slot = new Slot(name, offset, rows, columns);
            offset = Math.addExact(offset, Math.multiplyExact(rows, columns));
            return slot;
        }
    }
}
