package io.joute.arena.board;

/** Where the votes of a board come from. */
public enum Origin {
    /** Cast in this arena. */
    OWN("own"),
    /** Published by others, and imported. */
    IMPORTED("imported"),
    /** Both. */
    ALL("all");

    private final String key;

    Origin(String key) {
        this.key = key;
    }

    /** Its name in addresses and tables. */
    public String key() {
        return key;
    }

    boolean admits(CountedVote vote) {
        return switch (this) {
            case OWN -> vote.source().isEmpty();
            case IMPORTED -> vote.source().isPresent();
            case ALL -> true;
        };
    }
}
