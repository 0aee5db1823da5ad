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
        String again) {
    public RevealPage {
        energies = List.copyOf(energies);
        turns = List.copyOf(turns);
    }
}
