package io.joute.arena.catalog;

/** How much of a model is public. */
public enum Openness {
    /** Weights, training data and training code. */
    OPEN_SOURCE,
    /** Weights only (open weights). */
    SEMI_OPEN,
    /** Reached through an API only. */
    PROPRIETARY
}
