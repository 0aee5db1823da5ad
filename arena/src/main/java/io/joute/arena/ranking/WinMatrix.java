package io.joute.arena.ranking;

import java.util.List;

/** How often each model beat and tied each other one. */
public final class WinMatrix {
    private final Counts counts;

    WinMatrix(Counts counts) {
        this.counts = counts;
    }

    /** The models that were compared, by name. */
    public List<String> models() {
        return counts.models();
    }

    /** Times that {@code winner} beat {@code loser}; 0 for a model without comparisons. */
    public long wins(String winner, String loser) {
        int first = counts.models().indexOf(winner);
        int second = counts.models().indexOf(loser);
        return first < 0 || second < 0 ? 0 : counts.wins(first, second);
    }

    /** Times that they tied, both bad included; 0 for a model without comparisons. */
    public long ties(String one, String other) {
        int first = counts.models().indexOf(one);
        int second = counts.models().indexOf(other);
        return first < 0 || second < 0 ? 0 : counts.ties(first, second);
    }

    /** Comparisons of a model. */
    public long votes(String model) {
        int index = counts.models().indexOf(model);
        return index < 0 ? 0 : counts.votes(index);
    }

    /** Share of its comparisons that a model won, a tie counting half; 0 without comparisons. */
    public double shareWon(String model) {
        int index = counts.models().indexOf(model);
        return index < 0 ? 0 : counts.shareWon(index);
    }
}
