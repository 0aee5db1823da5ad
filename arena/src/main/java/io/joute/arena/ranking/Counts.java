package io.joute.arena.ranking;

import java.util.List;

/** Wins and ties of every ordered pair of models, the models in order of their names. Never changed once shared. */
final class Counts {
    private final List<String> models;
    private final long[][] wins;
    private final long[][] ties;

    Counts(List<String> models) {
        this.models = List.copyOf(models);
        this.wins = new long[models.size()][models.size()];
        this.ties = new long[models.size()][models.size()];
    }

    /** Count {@code times} comparisons of {@code first} with {@code second}. */
    void add(int first, int second, Verdict verdict, long times) {
        switch (verdict) {
            case FIRST -> wins[first][second] += times;
            case SECOND -> wins[second][first] += times;
            case TIE -> {
                ties[first][second] += times;
                ties[second][first] += times;
            }
        }
    }

    List<String> models() {
        return models;
    }

    int size() {
        return models.size();
    }

    long wins(int winner, int loser) {
        return wins[winner][loser];
    }

    long ties(int one, int other) {
        return ties[one][other];
    }

    /** Comparisons of a pair that ended so for the first. */
    long of(int first, int second, Verdict verdict) {
        return switch (verdict) {
            case FIRST -> wins[first][second];
            case TIE -> ties[first][second];
            case SECOND -> wins[second][first];
        };
    }

    boolean compared(int one, int other) {
        return wins[one][other] + wins[other][one] + ties[one][other] > 0;
    }

    boolean beatOrTied(int one, int other) {
        return wins[one][other] + ties[one][other] > 0;
    }

    long total() {
        long twice = 0;
        for (int i = 0; i < size(); i++) {
            twice += votes(i);
        }
        return twice / 2;
    }

    long totalTies() {
        long twice = 0;
        for (int i = 0; i < size(); i++) {
            for (int j = 0; j < size(); j++) {
                twice += ties[i][j];
            }
        }
        return twice / 2;
    }

    long votes(int model) {
        long votes = 0;
        for (int j = 0; j < size(); j++) {
            votes += wins[model][j] + wins[j][model] + ties[model][j];
        }
        return votes;
    }

    /** Share of its comparisons that a model won, a tie counting half. */
    double shareWon(int model) {
        double points = 0;
        for (int j = 0; j < size(); j++) {
            points += wins[model][j] + ties[model][j] / 2.0;
        }
        return points / votes(model);
    }
}
