package io.joute.arena.duel;

import java.util.Objects;

/**
 * What a visitor sends to open a duel.
 *
 * @param visitor hash of the visitor's cookie
 * @param prompt the first prompt, as typed
 * @param mode how to draw the models
 * @param locale language of the page, {@code fr} or {@code en}
 */
public record OpenDuel(String visitor, String prompt, Mode mode, String locale) {
    public OpenDuel {
        Objects.requireNonNull(visitor, "visitor");
        Objects.requireNonNull(prompt, "prompt");
        Objects.requireNonNull(mode, "mode");
        Objects.requireNonNull(locale, "locale");
    }
}
