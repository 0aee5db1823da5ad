package io.joute.arena.ranking;

/** Something that must be said beside a board, so that its figures are not taken for more than they are. */
public enum Note {
    FEW_VOTERS("fewer than 20 voters: too few to allow for votes of one voter that go together"),
    FEW_VOTERS_OF_A_MODEL(
            "some models were compared by fewer than 10 voters: their intervals are too narrow, they are preliminary"),
    ONE_VOTER("a single voter: intervals by voter do not exist, votes are taken as independent"),
    NO_RESIDUALS(
            "the votes fit the ratings too well to show their own spread (as when all are ties): the model's is used"),
    NO_TIES("no ties: the model with ties equals plain Bradley–Terry, which is shown"),
    NO_BOOTSTRAP("votes are not resampled where style is controlled for: the robust intervals are shown"),
    RESAMPLES_DROPPED("some resamples have no finite ratings and were dropped: the intervals are a little too narrow"),
    RESAMPLES_FAILED("more than 1 % of the resamples have no finite ratings: the bootstrap is not to be trusted here");

    private final String sentence;

    Note(String sentence) {
        this.sentence = sentence;
    }

    /** In English. */
    public String sentence() {
        return sentence;
    }
}
