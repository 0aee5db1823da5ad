package io.joute.server.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The catalogue.
 *
 * @param search words searched
 * @param sift lists to choose from
 * @param chosen whether anything is chosen
 * @param found how many cards are shown, in words
 * @param error what was wrong with a wished comparison, or null
 */
public record ModelsPage(
        Shell shell,
        String search,
        List<BoardFilters.Choice> sift,
        boolean chosen,
        String found,
        List<ModelView> cards,
        String scaleNote,
        @Nullable String error) {
    public ModelsPage {
        sift = List.copyOf(sift);
        cards = List.copyOf(cards);
    }

    /**
     * A card.
     *
     * @param side of its square, where the biggest model has 100
     * @param where whether it plays here, in words
     * @param plays whether it does
     * @param checked whether it is picked for a comparison
     */
    public record ModelView(
            String id,
            String name,
            String maker,
            double side,
            String where,
            boolean plays,
            List<String> badges,
            String description,
            List<Fact> facts,
            boolean checked) {
        public ModelView {
            badges = List.copyOf(badges);
            facts = List.copyOf(facts);
        }
    }
}
