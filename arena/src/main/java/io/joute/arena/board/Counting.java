package io.joute.arena.board;

/** When a duel enters a board. */
public enum Counting {
    /**
     * Once it is revealed: for boards that voters read. A duel whose vote can still change must not move a line that
     * would tell which models play it.
     */
    AFTER_REVEAL,
    /** With its first vote: for the operator. */
    EVERY_VOTE
}
