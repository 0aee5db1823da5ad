package io.joute.arena.duel;

import java.util.List;
import java.util.Objects;

/**
 * What a visitor sends to open a duel.
 *
 * @param visitor hash of the visitor's cookie
 * @param prompt the first prompt, as typed
 * @param mode how to draw the models
 * @param picks card ids of the models that must take part; only in {@link Mode#CHOSEN}, one or two
 * @param locale language of the page, {@code fr} or {@code en}
 */
public record OpenDuel(String visitor, String prompt, Mode mode, List<String> picks, String locale) {
    public OpenDuel {
        Objects.requireNonNull(visitor, "visitor");
        Objects.requireNonNull(prompt, "prompt");
        Objects.requireNonNull(mode, "mode");
        picks = List.copyOf(picks);
        Objects.requireNonNull(locale, "locale");
    }

    /** A duel of drawn models. */
    public OpenDuel(String visitor, String prompt, Mode mode, String locale) {
        this(visitor, prompt, mode, List.of(), locale);
    }
}
