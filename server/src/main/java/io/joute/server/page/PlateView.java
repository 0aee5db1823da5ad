package io.joute.server.page;

import java.util.List;

/**
 * A model, unmasked.
 *
 * @param letter side it was on
 * @param title of its answer
 * @param preferred whether the visitor preferred it
 */
public record PlateView(
        String letter,
        String title,
        String name,
        String maker,
        boolean preferred,
        List<String> badges,
        String description,
        List<Fact> facts) {
    public PlateView {
        badges = List.copyOf(badges);
        facts = List.copyOf(facts);
    }
}
