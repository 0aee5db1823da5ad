package io.joute.arena.ranking;

/** Whether a likelihood has a finite maximum on some votes. */
final class Existence {
    private Existence() {}

    static boolean isFinite(Counts counts, Likelihood likelihood) {
        return Connectivity.parts(Connectivity.edges(counts)).size() == 1
                && (!likelihood.hasTieParameter() || (counts.totalTies() > 0 && TieBound.isFinite(counts)));
    }
}
