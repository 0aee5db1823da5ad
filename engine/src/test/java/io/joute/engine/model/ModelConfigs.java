package io.joute.engine.model;

import java.util.Collections;

/** Configurations that differ in one point. */
final class ModelConfigs {
    private ModelConfigs() {}

    static ModelConfig withLayers(ModelConfig c, LayerScheme layer) {
        return new ModelConfig(
                c.family(),
                c.embeddingLength(),
                c.feedForwardLength(),
                c.headCount(),
                c.headCountKv(),
                c.headDim(),
                c.contextLength(),
                c.vocabularySize(),
                c.normEpsilon(),
                c.normPlacement(),
                c.headScheme(),
                c.activation(),
                Collections.nCopies(c.blockCount(), layer),
                c.scaledEmbedding(),
                c.tiedOutput());
    }
}
