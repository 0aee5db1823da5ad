package io.joute.arena.board;

/**
 * Votes that the public board leaves out, by cause.
 *
 * @param chosen on pairs that the voter chose: they have a board of their own
 * @param unmasked after an answer that said who wrote it
 */
public record Excluded(long chosen, long unmasked) {}
