package io.joute.distill.train;

import io.joute.engine.model.ModelConfig;
import java.util.ArrayList;
import java.util.List;

/** What a forward pass keeps for the backward pass, for batches of up to a number of tokens. */
final class Tape {
    final List<Block> blocks;
    /** Residual stream after the last block, [tokens, width]. */
    final float[] last;
    /** Rows of it that an answer token is predicted from, then normalised: [answers, width]. */
    final float[] gathered;

    final float[] finalNormed;
    final float[] finalInverse;
    /** [answers, vocabulary]; the losses put their gradient in its place. */
    final float[] logits;

    /** One block's. */
    static final class Block {
        final float[] input;
        final float[] attnNormed;
        final float[] attnInverse;
        final float[] q;
        final float[] k;
        final float[] v;
        final float[] mixed;
        final float[] middle;
        final float[] ffnNormed;
        final float[] ffnInverse;
        final float[] gate;
        final float[] up;
        final float[] activated;

        Block(ModelConfig config, int tokens) {
            int width = tokens * config.embeddingLength();
            input = new float[width];
            attnNormed = new float[width];
            attnInverse = new float[tokens];
            q = new float[tokens * config.queryLength()];
            k = new float[tokens * config.keyLength()];
            v = new float[tokens * config.keyLength()];
            mixed = new float[tokens * config.queryLength()];
            middle = new float[width];
            ffnNormed = new float[width];
            ffnInverse = new float[tokens];
            gate = new float[tokens * config.feedForwardLength()];
            up = new float[tokens * config.feedForwardLength()];
            activated = new float[tokens * config.feedForwardLength()];
        }
    }

    Tape(ModelConfig config, int tokens) {
        var all = new ArrayList<Block>();
        for (int i = 0; i < config.blockCount(); i++) {
            all.add(new Block(config, tokens));
        }
        blocks = List.copyOf(all);
        int width = tokens * config.embeddingLength();
        last = new float[width];
        gathered = new float[width];
        finalNormed = new float[width];
        finalInverse = new float[tokens];
        logits = new float[tokens * config.vocabularySize()];
    }
}
