package io.joute.engine.model;

/** Where a block normalises. */
public sealed interface NormPlacement {
    /** Before attention and before the feed-forward (Llama). */
    record Before() implements NormPlacement {}

    /** Before and after each (Gemma 3). */
    record Around() implements NormPlacement {}
}
