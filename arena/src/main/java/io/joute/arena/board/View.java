package io.joute.arena.board;

import io.joute.arena.energy.EnergyMethod;
import io.joute.arena.ranking.Intervals;
import io.joute.arena.ranking.RankingModel;
import java.util.Objects;

/**
 * A way to look at a board.
 *
 * @param selection which votes
 * @param model how a vote is thought to come about
 * @param intervals how uncertainty is computed
 * @param method energy method of the estimates
 * @param style whether the models are ranked with style controlled for, too
 */
public record View(Selection selection, RankingModel model, Intervals intervals, EnergyMethod method, boolean style) {
    public View {
        Objects.requireNonNull(selection, "selection");
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(intervals, "intervals");
        Objects.requireNonNull(method, "method");
    }

    /** Copy for other votes. */
    public View of(Selection other) {
        return new View(other, model, intervals, method, style);
    }

    /** Copy with style controlled for. */
    public View withStyle() {
        return new View(selection, model, intervals, method, true);
    }
}
