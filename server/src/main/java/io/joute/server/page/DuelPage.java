package io.joute.server.page;

import java.util.List;

/**
 * A duel before its reveal; nothing in here can name a model.
 *
 * @param lastEventId events up to this one are in {@code turns}
 * @param answering whether more is to come
 * @param revealable whether a vote is cast
 * @param askable whether another question may follow
 * @param typed text in the box of the next question
 * @param told what was wrong with a form just sent
 */
public record DuelPage(
        Shell shell,
        String id,
        List<TurnView> turns,
        long lastEventId,
        boolean answering,
        VoteForm vote,
        boolean revealable,
        boolean askable,
        String typed,
        Told told) {
    public DuelPage {
        turns = List.copyOf(turns);
    }
}
