package io.joute.server.page;

import java.util.List;

/**
 * A model, unmasked.
 *
 * @param letter side it was on
 * @param title of its answer
 * @param preferred that it was preferred; empty when it was not
 * @param aside something to remember it by; empty without
 * @param link address of its whole card; empty when it is gone
 */
public record PlateView(
        String letter,
        String title,
        String name,
        String maker,
        String preferred,
        List<String> badges,
        String description,
        List<Fact> facts,
        String aside,
        String link) {
    public PlateView {
        badges = List.copyOf(badges);
        facts = List.copyOf(facts);
    }
}
