package io.joute.arena.duel;

import io.joute.arena.catalog.ModelCard;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Puts how a side of one turn ended into the log, with what it cost. */
final class Recorder implements LiveTurn.Recorder {
    private final DuelId duel;
    private final int turn;
    private final Map<Side, Contestant> contestants;
    private final Grounds grounds;
    private final SelfNaming naming;
    private final Consumer<DuelEvent> append;

    /** Record the last turn of a duel. */
    Recorder(
            Duel duel,
            Map<Side, Contestant> contestants,
            SelfNaming naming,
            Grounds grounds,
            Consumer<DuelEvent> append) {
        this.duel = duel.opened().duel();
        this.turn = duel.turns().size() - 1;
        this.contestants = new ConcurrentHashMap<>(contestants);
        this.naming = naming;
        this.grounds = grounds;
        this.append = append;
    }

    /** From here on, another model plays a side. */
    void seat(Side side, Contestant contestant) {
        contestants.put(side, contestant);
    }

    @Override
    public AnswerState record(Side side, String text, LiveAnswer.Ending ending) {
        switch (ending) {
            case LiveAnswer.Ending.Whole whole -> {
                append.accept(answered(side, text, whole));
                return LiveAnswer.finished(whole.reason());
            }
            case LiveAnswer.Ending.Broken broken -> {
                append.accept(new DuelEvent.Failed(
                        duel, grounds.clock().instant(), turn, side, text, broken.cause(), broken.retryable()));
                return AnswerState.FAILED;
            }
        }
    }

    private DuelEvent.Answered answered(Side side, String text, LiveAnswer.Ending.Whole whole) {
        return new DuelEvent.Answered(
                duel,
                grounds.clock().instant(),
                turn,
                side,
                text,
                naming.isIn(text),
                whole.reason(),
                whole.usage(),
                grounds.estimates().apply(card(side), whole.usage()),
                whole.measured());
    }

    private ModelCard card(Side side) {
        Contestant contestant = contestants.get(side);
        if (contestant == null) {
            throw new IllegalStateException("side " + side + " answered, but no model was asked");
        }
        return contestant.card();
    }
}
