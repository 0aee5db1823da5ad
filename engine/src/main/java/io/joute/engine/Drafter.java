package io.joute.engine;

/** Guesses how one answer goes on. For the scheduler's thread. */
interface Drafter {
    /** Look at a piece more of what was {@code said}, where that takes time; whether it has seen enough of it to guess. */
    boolean follow(TokenList said, long promisedBytes);

    /** Tokens that may follow those {@code said}, at most as many as {@code outlook} says; none where it has no idea. */
    int[] propose(TokenList said, Outlook outlook);

    /** The answer is over, and was {@code said}. */
    void end(TokenList said);
}
