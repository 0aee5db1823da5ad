package io.joute.arena.catalog;

/** Whether a model takes part. */
public enum ModelStatus {
    /** Drawn, listed, ranked. */
    ENABLED,
    /** Listed and ranked, no longer drawn. */
    ARCHIVED,
    /** Hidden. */
    DISABLED
}
