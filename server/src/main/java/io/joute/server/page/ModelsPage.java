package io.joute.server.page;

import java.util.List;

/** The catalogue. */
public record ModelsPage(Shell shell, List<ModelView> cards, String scaleNote) {
    public ModelsPage {
        cards = List.copyOf(cards);
    }

    /**
     * A card.
     *
     * @param side of its square, where the biggest model has 100
     */
    public record ModelView(
            String id,
            String name,
            String maker,
            double side,
            List<String> badges,
            String description,
            List<Fact> facts) {
        public ModelView {
            badges = List.copyOf(badges);
            facts = List.copyOf(facts);
        }
    }
}
