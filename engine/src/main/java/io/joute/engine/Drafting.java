package io.joute.engine;

import java.nio.file.Path;

/**
 * What guesses how an answer goes on, so that one pass over the weights checks several tokens. No token of any answer is
 * another for it: at every temperature, only what the model itself picks with its seed is kept.
 */
public sealed interface Drafting {
    /** Nothing does: a pass for each token. */
    record None() implements Drafting {}

    /** The conversation does: where its last tokens stood before, what followed them then. */
    record Lookup() implements Drafting {}

    /**
     * A small model of the same vocabulary does, on the threads of the one that answers. Where temperature is above 0 it draws
     * with the random numbers that the model is going to draw with, so that it guesses a likely token as often as that picks it.
     *
     * @param checkpoint a GGUF file, any file of a split one, or a Hugging Face folder
     */
    record Model(Path checkpoint) implements Drafting {}
}
