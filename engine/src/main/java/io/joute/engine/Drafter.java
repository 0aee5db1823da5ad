package io.joute.engine;

/** Guesses how one answer goes on. For the scheduler's thread. */
interface Drafter {
    /** At most {@code most} tokens, 1 or more, that may follow those {@code said}; none where it has no idea. */
    int[] propose(TokenList said, int most);

    /** The answer is over, and was {@code said}. */
    void end(TokenList said);
}
