package io.joute.arena.ranking;

/** How the uncertainty of ratings is computed. */
public enum Intervals {
    /** {@link #CLUSTER} from 20 voters on, {@link #SANDWICH} below. */
    AUTOMATIC("auto"),
    /** Inverse information: right when votes are independent and the model true. */
    FISHER("fisher"),
    /** Robust to a wrong model (HC0), votes independent. */
    SANDWICH("sandwich"),
    /** Robust also to votes of one voter that go together (CR1). */
    CLUSTER("cluster"),
    /** Percentiles over resampled votes. */
    BOOTSTRAP("bootstrap");

    private final String key;

    Intervals(String key) {
        this.key = key;
    }

    /** Its name in commands and exports. */
    public String key() {
        return key;
    }
}
