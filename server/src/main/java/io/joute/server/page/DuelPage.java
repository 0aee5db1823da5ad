package io.joute.server.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A duel before its reveal; nothing in here can name a model.
 *
 * @param lastEventId events up to this one are in {@code turns}
 * @param answering whether more is to come
 * @param revealable whether a vote is cast
 * @param askable whether another question may follow
 * @param typed text in the box of the next question
 * @param error what was wrong with a form just sent, or null
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
        @Nullable String error) {
    public DuelPage {
        turns = List.copyOf(turns);
    }
}
