package io.joute.arena.board;

/** Who cast a vote; the two are never mixed on a board. */
public enum CastBy {
    PEOPLE("people"),
    /** A model that judges others. */
    JUDGE("judge");

    private final String key;

    CastBy(String key) {
        this.key = key;
    }

    /** Its name in addresses and tables. */
    public String key() {
        return key;
    }
}
