package io.joute.arena.duel;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a visitor may see of a duel, from its events and, while a turn runs, from that turn. */
final class Views {
    /** Events of one attempt at a turn have ids of one block; a replay of its outcome, ids of the half after it. */
    private static final long BLOCK = 1_000_000;

    private final SelfNamings namings;

    Views(SelfNamings namings) {
        this.namings = namings;
    }

    /** The id before the first event of an attempt that begins now, after all attempts before. */
    static long base(Duel duel) {
        return duel.lastTurn().map(turn -> turn.end() * BLOCK).orElse(0L);
    }

    BlindView view(Duel duel, Optional<LiveTurn.Snapshot> running, long lastEventId) {
        List<BlindView.Turn> turns = new ArrayList<>();
        for (int index = 0; index < duel.turns().size(); index++) {
            int at = index;
            Optional<LiveTurn.Snapshot> live = running.filter(snapshot -> snapshot.turn() == at);
            turns.add(turn(duel, index, live));
        }
        return new BlindView(
                duel.opened().duel(),
                duel.opened().mode(),
                duel.opened().locale(),
                running.isPresent() ? DuelState.ANSWERING : duel.stateAtRest(),
                turns,
                lastEventId);
    }

    static DuelSummary summary(Duel duel, boolean running) {
        DuelState state = running ? DuelState.ANSWERING : duel.stateAtRest();
        List<Vote> votes = duel.votes();
        return new DuelSummary(
                duel.opened().duel(),
                duel.opened().at(),
                duel.opened().mode(),
                duel.opened().locale(),
                state,
                duel.turns().getFirst().asked().prompt(),
                duel.turns().size(),
                votes.isEmpty() ? Optional.empty() : Optional.of(votes.getLast()),
                state == DuelState.REVEALED
                        ? Optional.of(new DuelSummary.Models(
                                duel.opened().left(), duel.opened().right()))
                        : Optional.empty());
    }

    /** The events of the last turn once more, for readers who come when it is over and forgotten. */
    Feed replay(Duel duel) {
        Feed feed = new Feed(base(duel) + BLOCK / 2);
        duel.lastTurn().ifPresent(turn -> replay(duel, turn, feed));
        feed.end();
        return feed;
    }

    private void replay(Duel duel, Duel.Turn turn, Feed feed) {
        int index = turn.asked().turn();
        feed.publish(id -> new BlindEvent.Started(id, index));
        for (Side side : Side.values()) {
            BlindView.Answer answer = answer(duel, turn, side);
            if (!answer.text().isEmpty()) {
                feed.publish(id -> new BlindEvent.Delta(id, index, side, answer.text()));
            }
            feed.publish(id -> answer.state() == AnswerState.FAILED
                    ? new BlindEvent.Failed(id, index, side, answer.retryable())
                    : new BlindEvent.Done(id, index, side, answer.state() == AnswerState.CUT));
        }
        if (turn.answered()) {
            feed.publish(id -> new BlindEvent.Answered(id, index));
        }
    }

    private BlindView.Turn turn(Duel duel, int index, Optional<LiveTurn.Snapshot> live) {
        Duel.Turn turn = duel.turns().get(index);
        return new BlindView.Turn(
                index,
                turn.asked().prompt(),
                live.map(LiveTurn.Snapshot::left).orElseGet(() -> answer(duel, turn, Side.LEFT)),
                live.map(LiveTurn.Snapshot::right).orElseGet(() -> answer(duel, turn, Side.RIGHT)),
                turn.vote().map(DuelEvent.VoteCast::vote));
    }

    /** Names are masked until the curtain falls. */
    private BlindView.Answer answer(Duel duel, Duel.Turn turn, Side side) {
        boolean last = turn.asked().turn() == duel.turns().size() - 1 && !duel.revealed();
        return turn.answered(side)
                .map(whole -> new BlindView.Answer(
                        LiveAnswer.finished(whole.finishReason()),
                        shown(duel, whole.text()),
                        false,
                        Optional.ofNullable(turn.reactions().get(side))))
                .orElseGet(() -> new BlindView.Answer(
                        AnswerState.FAILED,
                        shown(
                                duel,
                                turn.failed(side).map(DuelEvent.Failed::partial).orElse("")),
                        last && turn.retryable(side)));
    }

    private String shown(Duel duel, String text) {
        return duel.revealed() ? text : namings.now().masked(text);
    }
}
