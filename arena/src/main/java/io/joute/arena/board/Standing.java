package io.joute.arena.board;

import io.joute.arena.ranking.Frontier;
import io.joute.arena.ranking.Ranking;
import java.util.List;

/**
 * A leaderboard at one moment. Immutable.
 *
 * @param ranking all models on one scale, or why there is none
 * @param rows established models by rating, then preliminary ones by rating, then the others by id
 * @param frontier rated models with answers, from the highest rating down: rating against Wh an answer
 * @param votes comparisons that count
 * @param heldVotes comparisons of duels that wait for their reveal
 * @param method the energy method of the estimates
 */
public record Standing(
        Ranking ranking,
        List<BoardRow> rows,
        List<Frontier.Placed> frontier,
        long votes,
        long heldVotes,
        String method) {
    public Standing {
        rows = List.copyOf(rows);
        frontier = List.copyOf(frontier);
    }
}
