package io.joute.arena.board;

import java.time.Instant;

/**
 * What a model's rating was at some moment, by the votes until then.
 *
 * @param at when the last of these votes was cast
 * @param votes counted until then, of all models
 * @param rating then
 * @param low end of its interval
 * @param high end of its interval
 */
public record RatingPoint(Instant at, long votes, double rating, double low, double high) {}
