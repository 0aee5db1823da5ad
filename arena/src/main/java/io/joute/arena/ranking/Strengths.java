package io.joute.arena.ranking;

/** Fitted strengths of the models of some votes. */
interface Strengths {
    /** The votes, and the models in the order of {@link #beta}. */
    Counts counts();

    /** Strength of a model; all sum to 0. */
    double beta(int model);
}
