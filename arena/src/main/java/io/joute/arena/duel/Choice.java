package io.joute.arena.duel;

/** What a voter answers to "which answer do you prefer?". */
public enum Choice {
    A("a"),
    BOTH_GOOD("both_good"),
    BOTH_BAD("both_bad"),
    B("b"),
    /** Cannot tell: the curtain may be lifted, but nothing is compared. */
    ABSTAIN("abstain");

    private final String key;

    Choice(String key) {
        this.key = key;
    }

    /** Its name on the wire, in the log and in exports. */
    public String key() {
        return key;
    }

    /** Whether it says how the two answers compare. */
    public boolean compares() {
        return this != ABSTAIN;
    }
}
