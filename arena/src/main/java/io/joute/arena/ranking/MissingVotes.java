package io.joute.arena.ranking;

import java.util.ArrayList;
import java.util.List;

/**
 * The fewest votes that would join the parts of a board.
 *
 * <p>While parts remain, a part that beat nobody outside it must beat or tie one that nobody outside beat; joining two
 * that do not lead to each other first takes as few votes as can be (Eswaran and Tarjan, SIAM Journal on Computing 5,
 * 1976).
 */
final class MissingVotes {
    private final List<String> models;
    private final boolean[][] edges;
    private final List<MissingVote> found = new ArrayList<>();

    private MissingVotes(Counts counts) {
        this.models = counts.models();
        this.edges = Connectivity.edges(counts);
    }

    static List<MissingVote> of(Counts counts) {
        MissingVotes search = new MissingVotes(counts);
        List<List<Integer>> parts = Connectivity.parts(search.edges);
        while (parts.size() > 1) {
            search.join(parts);
            parts = Connectivity.parts(search.edges);
        }
        return List.copyOf(search.found);
    }

    private void join(List<List<Integer>> parts) {
        List<List<Integer>> unbeaten = parts.stream().filter(this::isUnbeaten).toList();
        List<List<Integer>> winless = parts.stream().filter(this::isWinless).toList();
        for (List<Integer> top : unbeaten) {
            for (List<Integer> bottom : winless) {
                if (!top.equals(bottom) && !leads(top.getFirst(), bottom.getFirst())) {
                    add(bottom, top);
                    return;
                }
            }
        }
        List<Integer> top = unbeaten.getFirst();
        add(winless.stream().filter(part -> !part.equals(top)).findFirst().orElseThrow(), top);
    }

    private void add(List<Integer> bottom, List<Integer> top) {
        edges[bottom.getFirst()][top.getFirst()] = true;
        found.add(new MissingVote(models.get(bottom.getFirst()), models.get(top.getFirst())));
    }

    private boolean isUnbeaten(List<Integer> part) {
        for (int other = 0; other < edges.length; other++) {
            for (int member : part) {
                if (edges[other][member] && !part.contains(other)) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean isWinless(List<Integer> part) {
        for (int other = 0; other < edges.length; other++) {
            for (int member : part) {
                if (edges[member][other] && !part.contains(other)) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean leads(int from, int to) {
        boolean[] reached = new boolean[edges.length];
        List<Integer> queue = new ArrayList<>(List.of(from));
        reached[from] = true;
        for (int next = 0; next < queue.size(); next++) {
            for (int j = 0; j < edges.length; j++) {
                if (edges[queue.get(next)][j] && !reached[j]) {
                    reached[j] = true;
                    queue.add(j);
                }
            }
        }
        return reached[to];
    }
}
