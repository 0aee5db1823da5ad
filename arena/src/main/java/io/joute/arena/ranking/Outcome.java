package io.joute.arena.ranking;

/** How a comparison ended. */
public enum Outcome {
    A,
    B,
    TIE,
    BOTH_BAD
}
