package io.joute.server.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who they were and what their answers took, as the visitor and whoever has a link see it.
 *
 * @param outcome sentence about the vote
 * @param sizes drawing of both sizes, or null when a card is gone
 * @param energies one a method; empty when a card is gone
 * @param year what so many answers a day would come to, or null when a card is gone
 * @param others what the votes of all say of the two
 * @param flags what is to be known of this duel besides
 */
public record UnmaskedView(
        String outcome,
        PlateView a,
        PlateView b,
        @Nullable SizeDrawing sizes,
        List<EnergyView> energies,
        MachineView machine,
        @Nullable YearView year,
        OthersView others,
        List<String> flags) {
    public UnmaskedView {
        energies = List.copyOf(energies);
        flags = List.copyOf(flags);
    }
}
