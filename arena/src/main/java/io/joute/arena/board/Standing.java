package io.joute.arena.board;

import io.joute.arena.ranking.Frontier;
import io.joute.arena.ranking.Ranking;
import io.joute.arena.ranking.StyleControlled;
import io.joute.arena.ranking.WinMatrix;
import java.util.List;
import java.util.Optional;

/**
 * A leaderboard at one moment. Immutable.
 *
 * @param view how the board is looked at
 * @param ranking all models on one scale, or why there is none
 * @param styled the same with style controlled for, when that was asked for and can be told
 * @param rows established models by rating, then preliminary ones by rating, then the others by id
 * @param frontier rated models with answers, from the highest rating down: rating against Wh an answer
 * @param wins who beat whom how often
 * @param votes comparisons that count
 * @param heldVotes comparisons of duels that wait for their reveal
 * @param excluded votes that the public board leaves out
 * @param sides how often each side won
 * @param importedVotes of the comparisons that count, those that others published
 * @param importable comparisons that others published and that may be asked for
 */
public record Standing(
        View view,
        Ranking ranking,
        Optional<StyleControlled> styled,
        List<BoardRow> rows,
        List<Frontier.Placed> frontier,
        WinMatrix wins,
        long votes,
        long heldVotes,
        Excluded excluded,
        Sides sides,
        long importedVotes,
        long importable) {
    public Standing {
        rows = List.copyOf(rows);
        frontier = List.copyOf(frontier);
    }

    /** Name of the energy method of the estimates. */
    public String method() {
        return view.method().name();
    }
}
