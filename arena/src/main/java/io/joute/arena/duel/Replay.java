package io.joute.arena.duel;

/** What came of asking a model again what it was asked in a duel, with the same settings and seed. */
public sealed interface Replay {
    /** It wrote the same; of an answer that was stopped, the same as far as it went. */
    record Same(String text) implements Replay {}

    /** It wrote something else. */
    record Different(String text) implements Replay {}

    /** It cannot be asked: it is not here, runs elsewhere, gave no answer then, or fails now. */
    record Unavailable() implements Replay {}
}
