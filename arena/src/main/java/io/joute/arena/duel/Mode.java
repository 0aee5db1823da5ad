package io.joute.arena.duel;

/** How the two models of a duel are drawn. */
public enum Mode {
    /** Two different enabled models. */
    RANDOM("random"),
    /** Two enabled models whose total parameters are at least three times apart. */
    BIG_VERSUS_SMALL("big_versus_small");

    private final String key;

    Mode(String key) {
        this.key = key;
    }

    /** Its name on the wire, in the log and in exports. */
    public String key() {
        return key;
    }
}
