package io.joute.arena.ranking;

/**
 * A voter whose votes are better told by a habit than by what others voted on the same pairs.
 *
 * @param voter who
 * @param votes how many votes of theirs were looked at: those on pairs of which enough others judged
 * @param habit the one that tells them best
 * @param evidence e-value: how much a bet on habits would have multiplied its stake, vote after vote
 */
public record HabitualVoter(String voter, long votes, Habit habit, double evidence) {}
