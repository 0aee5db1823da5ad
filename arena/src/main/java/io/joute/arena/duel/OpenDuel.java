package io.joute.arena.duel;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a visitor sends to open a duel.
 *
 * @param visitor hash of the visitor's cookie
 * @param prompt the first prompt, as typed
 * @param mode how to draw the models
 * @param picks card ids of the models that must take part; only in {@link Mode#CHOSEN}, one or two
 * @param locale language of the page, {@code fr} or {@code en}
 * @param agreement what the visitor agrees to
 */
public record OpenDuel(
        String visitor, String prompt, Mode mode, List<String> picks, String locale, Agreement agreement) {
    public OpenDuel {
        Objects.requireNonNull(visitor, "visitor");
        Objects.requireNonNull(prompt, "prompt");
        Objects.requireNonNull(mode, "mode");
        picks = List.copyOf(picks);
        Objects.requireNonNull(locale, "locale");
        Objects.requireNonNull(agreement, "agreement");
    }

    /**
     * What a visitor agrees to.
     *
     * @param terms version of the terms that they accept; empty for none
     * @param publication whether the texts may be published, redacted, in a dataset
     */
    public record Agreement(String terms, boolean publication) {
        /** To nothing: enough where the arena has no terms. */
        public static final Agreement NONE = new Agreement("", false);

        public Agreement {
            Objects.requireNonNull(terms, "terms");
        }
    }

    /** A duel where nothing has to be agreed to. */
    public OpenDuel(String visitor, String prompt, Mode mode, List<String> picks, String locale) {
        this(visitor, prompt, mode, picks, locale, Agreement.NONE);
    }

    /** Copy for someone who accepts these terms, if there are any, and no publication. */
    public OpenDuel accepting(Optional<Terms> terms) {
        Agreement accepted = new Agreement(terms.map(Terms::version).orElse(""), false);
        return new OpenDuel(visitor, prompt, mode, picks, locale, accepted);
    }

    /** A duel of drawn models. */
    public OpenDuel(String visitor, String prompt, Mode mode, String locale) {
        this(visitor, prompt, mode, List.of(), locale);
    }
}
