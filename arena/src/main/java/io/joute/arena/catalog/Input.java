package io.joute.arena.catalog;

/** What a model can be given; here, only text is. */
public enum Input {
    TEXT,
    IMAGE,
    AUDIO,
    VIDEO
}
