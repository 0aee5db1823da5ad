package io.joute.arena.board;

import io.joute.arena.catalog.ModelCard;
import io.joute.arena.ranking.RankedModel;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A line of the leaderboard.
 *
 * @param model id of the model
 * @param card its card; empty when it was removed, its votes still counting
 * @param ranked its rating; empty without a common scale, and without votes
 * @param tier among established models; empty for preliminary and unranked ones
 * @param votes comparisons it took part in
 * @param shareWon of them, a tie counting half, 0 to 1; 0 without votes
 * @param energy what it costs
 * @param career what it did in all revealed duels, whichever votes are counted
 */
public record BoardRow(
        String model,
        Optional<ModelCard> card,
        Optional<RankedModel> ranked,
        OptionalInt tier,
        long votes,
        double shareWon,
        RowEnergy energy,
        Career career) {}
