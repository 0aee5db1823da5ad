package io.joute.server.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A duel after its vote: who they were.
 *
 * @param outcome sentence about the vote
 * @param sizes drawing of both sizes, or null when a card is gone
 * @param energies one a method; empty when a card is gone
 * @param again address of the front page with the same question
 * @param rematch address where the same two models can be asked something else
 * @param flags what is to be known of this duel besides
 * @param receipt code that lets its owner have the duel erased; empty in duels of former versions
 */
public record RevealPage(
        Shell shell,
        String id,
        String outcome,
        PlateView a,
        PlateView b,
        @Nullable SizeDrawing sizes,
        List<EnergyView> energies,
        MachineView machine,
        List<TurnView> turns,
        String again,
        String rematch,
        List<String> flags,
        String receipt) {
    public RevealPage {
        energies = List.copyOf(energies);
        turns = List.copyOf(turns);
        flags = List.copyOf(flags);
    }
}
