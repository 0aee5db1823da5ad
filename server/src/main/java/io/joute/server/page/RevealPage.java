package io.joute.server.page;

import java.util.List;

/**
 * A duel after its vote: who they were.
 *
 * @param unmasked what others may see too
 * @param again address of the front page with the same question
 * @param rematch address where the same two models can be asked something else
 * @param receipt code that lets its owner have the duel erased; empty in duels of former versions
 * @param share how it can be shown to others
 */
public record RevealPage(
        Shell shell,
        String id,
        UnmaskedView unmasked,
        List<TurnView> turns,
        String again,
        String rematch,
        String receipt,
        ShareView share) {
    public RevealPage {
        turns = List.copyOf(turns);
    }
}
