package io.joute.engine;

/**
 * What guesses how an answer goes on, so that one pass over the weights checks several tokens. No token of any answer is
 * another for it: at every temperature, only what the model itself picks with its seed is kept.
 */
public sealed interface Drafting {
    /** Nothing does: a pass for each token. */
    record None() implements Drafting {}

    /** The conversation does: where its last tokens stood before, what followed them then. */
    record Lookup() implements Drafting {}
}
