package io.joute.arena.duel;

import io.joute.arena.catalog.ModelCard;

/** How the two models of a duel are drawn. */
public enum Mode {
    /** Two different enabled models. */
    RANDOM("random"),
    /**
     * Two enabled models whose total parameters are at least three times apart, ranges read against the claim. On the
     * deck's scale this holds the reference's pairs of one small model and one of all the others, and it holds as well
     * for two models that are both tiny.
     */
    BIG_VERSUS_SMALL("big_versus_small");

    private static final double APART = 3;
    private final String key;

    Mode(String key) {
        this.key = key;
    }

    /** Its name on the wire, in the log and in exports. */
    public String key() {
        return key;
    }

    /** Whether these two different models may meet. */
    boolean admits(ModelCard one, ModelCard other) {
        return switch (this) {
            case RANDOM -> true;
            case BIG_VERSUS_SMALL -> farApart(one, other) || farApart(other, one);
        };
    }

    private static boolean farApart(ModelCard big, ModelCard small) {
        return big.total().low() >= APART * small.total().high();
    }
}
