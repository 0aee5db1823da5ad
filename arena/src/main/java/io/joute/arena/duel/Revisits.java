package io.joute.arena.duel;

import io.joute.base.chat.ChatRequest;
import io.joute.base.chat.FinishReason;
import io.joute.base.chat.ScoredToken;
import io.joute.base.chat.ScoringModel;
import java.util.List;
import java.util.Optional;

/** Comes back to answers of revealed duels with the models that gave them. */
final class Revisits {
    private final Draws draws;
    private final TimeLimits limits;

    Revisits(Draws draws, TimeLimits limits) {
        this.draws = draws;
        this.limits = limits;
    }

    /** How likely each token was; empty where the model is not here or cannot say. */
    Optional<List<ScoredToken>> scores(Duel duel, int turn, Side side) {
        Optional<DuelEvent.Answered> answer = turn(duel, turn).answered(side);
        Contestant contestant = draws.contestants(duel).get(side);
        if (answer.isEmpty() || contestant == null || !(contestant.model() instanceof ScoringModel model)) {
            return Optional.empty();
        }
        return Optional.of(
                model.score(Rules.request(duel, turn, side), answer.get().text()));
    }

    /** An answer, and what is needed to have it again. */
    record Again(DuelEvent.Answered then, Contestant contestant, ChatRequest request) {}

    /** Find the model of a side; empty where it gave no answer, or does not run here. */
    Optional<Again> again(Duel duel, int turn, Side side) {
        Optional<DuelEvent.Answered> answer = turn(duel, turn).answered(side);
        return Optional.ofNullable(draws.contestants(duel).get(side))
                .filter(contestant -> contestant.card().checkpoint().isPresent())
                .flatMap(
                        contestant -> answer.map(then -> new Again(then, contestant, Rules.request(duel, turn, side))));
    }

    /**
     * Ask it again; it may take as long as it might have then.
     *
     * @param over run once the model has let go
     */
    Replay replay(Again again, Runnable over) {
        return WholeAnswer.of(again.contestant.model(), again.request, limits.total(), over)
                .<Replay>map(answer -> compared(again.then, answer.text().stripLeading()))
                .orElseGet(Replay.Unavailable::new);
    }

    private static Replay compared(DuelEvent.Answered then, String now) {
        boolean same =
                then.finishReason() == FinishReason.CANCELLED ? now.startsWith(then.text()) : now.equals(then.text());
        return same ? new Replay.Same(now) : new Replay.Different(now);
    }

    private static Duel.Turn turn(Duel duel, int index) {
        if (index < 0 || index >= duel.turns().size()) {
            throw Rules.invalid(
                    "turn", "is " + index + ", expected 0 to " + (duel.turns().size() - 1));
        }
        return duel.turns().get(index);
    }
}
