package io.joute.arena.catalog;

/** Whether a model thinks in writing before it answers. */
public enum Reasoning {
    NO,
    YES,
    /** When asked to. */
    HYBRID,
    UNKNOWN
}
