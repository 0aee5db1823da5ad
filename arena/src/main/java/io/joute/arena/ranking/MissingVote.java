package io.joute.arena.ranking;

/**
 * A vote that a common scale waits for.
 *
 * @param model that must win or tie
 * @param against the model it must not lose to
 */
public record MissingVote(String model, String against) {}
