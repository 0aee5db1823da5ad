package io.joute.engine.model;

/** The intermediates of a forward pass, in the order of their making; all but the first and the last two once a block. */
public enum Stage {
    /** Rows of the token embedding. */
    EMBEDDING,
    /** Normalised input of attention. */
    ATTN_NORM,
    /** Queries, not yet rotated. */
    ATTN_Q,
    /** Keys, not yet rotated. */
    ATTN_K,
    /** Values. */
    ATTN_V,
    /** Queries, normalised per head, where the family does so. */
    ATTN_Q_NORM,
    /** Keys, normalised per head, where the family does so. */
    ATTN_K_NORM,
    /** Queries, rotated by their positions. */
    ATTN_Q_ROTATED,
    /** Keys, rotated by their positions. */
    ATTN_K_ROTATED,
    /** Values of the positions attended to, weighted. */
    ATTN_VALUES,
    /** What attention adds to the stream. */
    ATTN_OUTPUT,
    /** Normalised input of the feed-forward part. */
    FFN_NORM,
    /** The gate, before its activation. */
    FFN_GATE,
    /** The way up. */
    FFN_UP,
    /** The activated gate times the way up. */
    FFN_GATED,
    /** What the feed-forward part adds to the stream. */
    FFN_DOWN,
    /** The stream after the block. */
    BLOCK,
    /** The normalised stream of the tokens whose logits are asked. */
    OUTPUT_NORM,
    /** Logits. */
    LOGITS
}
