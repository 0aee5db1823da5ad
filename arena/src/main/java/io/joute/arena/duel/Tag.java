package io.joute.arena.duel;

/** A reason a voter may tick for an answer, positive or negative. */
public enum Tag {
    USEFUL("useful", true),
    COMPLETE("complete", true),
    CREATIVE("creative", true),
    CLEAR_FORMATTING("clear_formatting", true),
    INCORRECT("incorrect", false),
    SUPERFICIAL("superficial", false),
    INSTRUCTIONS_NOT_FOLLOWED("instructions_not_followed", false);

    private final String key;
    private final boolean positive;

    Tag(String key, boolean positive) {
        this.key = key;
        this.positive = positive;
    }

    /** Its name on the wire, in the log and in exports. */
    public String key() {
        return key;
    }

    /** Whether it praises. */
    public boolean positive() {
        return positive;
    }
}
