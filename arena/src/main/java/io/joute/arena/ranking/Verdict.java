package io.joute.arena.ranking;

/** How one comparison ended for the first of an ordered pair; both bad is a tie. */
enum Verdict {
    FIRST(0),
    TIE(1),
    SECOND(2);

    static final int COUNT = 3;

    private final int index;

    Verdict(int index) {
        this.index = index;
    }

    static Verdict of(Outcome outcome) {
        return switch (outcome) {
            case A -> FIRST;
            case B -> SECOND;
            case TIE, BOTH_BAD -> TIE;
        };
    }

    static Verdict at(int index) {
        return switch (index) {
            case 0 -> FIRST;
            case 1 -> TIE;
            default -> SECOND;
        };
    }

    /** Its place in arrays and ballots. */
    int index() {
        return index;
    }

    Verdict flipped() {
        return switch (this) {
            case FIRST -> SECOND;
            case TIE -> TIE;
            case SECOND -> FIRST;
        };
    }
}
