package io.joute.engine.model;

/** What a side of a weight counts, for its length and for messages. */
enum Axis {
    EMBEDDING,
    FEED_FORWARD,
    QUERY,
    KEY,
    HEAD,
    VOCABULARY;

    int length(ModelConfig config) {
        return switch (this) {
            case EMBEDDING -> config.embeddingLength();
            case FEED_FORWARD -> config.feedForwardLength();
            case QUERY -> config.queryLength();
            case KEY -> config.keyLength();
            case HEAD -> config.headDim();
            case VOCABULARY -> config.vocabularySize();
        };
    }

    String origin(ModelConfig config) {
        return switch (this) {
            case EMBEDDING -> "embedding_length " + config.embeddingLength();
            case FEED_FORWARD -> "feed_forward_length " + config.feedForwardLength();
            case QUERY -> "head_count " + config.headCount() + " × head_dim " + config.headDim();
            case KEY -> "head_count_kv " + config.headCountKv() + " × head_dim " + config.headDim();
            case HEAD -> "head_dim " + config.headDim();
            case VOCABULARY -> "vocabulary " + config.vocabularySize();
        };
    }
}
