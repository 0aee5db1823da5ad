package io.joute.arena.board;

import io.joute.arena.energy.Estimate;
import io.joute.arena.energy.Measurement;
import java.util.Optional;

/**
 * What a model costs; estimated and measured figures stand side by side.
 *
 * @param perThousandTokens estimate for 1,000 output tokens in Wh, from the card; empty without one
 * @param perAnswer median estimate of its answers in duels, in Wh; empty without answers
 * @param measuredPerAnswer median of the meter that read most of its answers, in Wh
 * @param measuredPerThousandTokens what that meter read in all, for 1,000 output tokens, in Wh
 */
public record RowEnergy(
        Optional<Estimate> perThousandTokens,
        Optional<Estimate> perAnswer,
        Optional<Measurement> measuredPerAnswer,
        Optional<Measurement> measuredPerThousandTokens) {}
