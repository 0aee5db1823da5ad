package io.joute.arena.ranking;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Strongly connected parts of the graph "has beaten or tied".
 *
 * <p>A finite maximum of the likelihood exists if and only if there is one part (Ford, American Mathematical Monthly
 * 64, 1957). Tarjan's algorithm with a stack of its own, for boards of any size.
 */
final class Connectivity {
    private final boolean[][] edges;
    private final int size;
    private final int[] order;
    private final int[] low;
    private final int[] part;
    private final Deque<Integer> pending = new ArrayDeque<>();
    private int visited;
    private int parts;

    private Connectivity(boolean[][] edges) {
        this.edges = edges;
        this.size = edges.length;
        this.order = new int[size];
        this.low = new int[size];
        this.part = new int[size];
        Arrays.fill(part, -1);
    }

    /** Who has beaten or tied whom. */
    static boolean[][] edges(Counts counts) {
        boolean[][] edges = new boolean[counts.size()][counts.size()];
        for (int i = 0; i < counts.size(); i++) {
            for (int j = 0; j < counts.size(); j++) {
                edges[i][j] = counts.beatOrTied(i, j);
            }
        }
        return edges;
    }

    /** The parts: who has beaten comes before who was beaten, else by the lowest number; each in ascending order. */
    static List<List<Integer>> parts(boolean[][] edges) {
        Connectivity search = new Connectivity(edges);
        for (int node = 0; node < search.size; node++) {
            if (search.order[node] == 0) {
                search.visit(node);
            }
        }
        return search.sorted();
    }

    private void visit(int root) {
        Deque<int[]> path = new ArrayDeque<>();
        path.push(enter(root));
        while (!path.isEmpty()) {
            int[] step = path.peek();
            int next = nextNeighbour(step);
            if (next == size) {
                path.pop();
                leave(step[0], path);
            } else if (order[next] == 0) {
                path.push(enter(next));
            } else if (part[next] < 0) {
                low[step[0]] = Math.min(low[step[0]], order[next]);
            }
        }
    }

    /** A step of the path: a node, and the neighbour to look at next. */
    private int[] enter(int node) {
        visited++;
        order[node] = visited;
        low[node] = visited;
        pending.push(node);
        return new int[] {node, 0};
    }

    private int nextNeighbour(int[] step) {
        while (step[1] < size && !edges[step[0]][step[1]]) {
            step[1]++;
        }
        return step[1] == size ? size : step[1]++;
    }

    private void leave(int node, Deque<int[]> path) {
        if (low[node] == order[node]) {
            int member;
            do {
                member = pending.pop();
                part[member] = parts;
            } while (member != node);
            parts++;
        }
        if (!path.isEmpty()) {
            int parent = path.peek()[0];
            low[parent] = Math.min(low[parent], low[node]);
        }
    }

    private List<List<Integer>> sorted() {
        List<List<Integer>> members = new ArrayList<>();
        for (int p = 0; p < parts; p++) {
            members.add(new ArrayList<>());
        }
        for (int node = 0; node < size; node++) {
            members.get(part[node]).add(node);
        }
        int[] above = edgesInto();
        PriorityQueue<Integer> ready = new PriorityQueue<>(
                Comparator.comparing((Integer p) -> members.get(p).getFirst()));
        for (int p = 0; p < parts; p++) {
            if (above[p] == 0) {
                ready.add(p);
            }
        }
        List<List<Integer>> result = new ArrayList<>();
        while (!ready.isEmpty()) {
            int next = ready.poll();
            result.add(members.get(next));
            release(members.get(next), above, ready);
        }
        return result;
    }

    private int[] edgesInto() {
        int[] above = new int[parts];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                if (edges[i][j] && part[i] != part[j]) {
                    above[part[j]]++;
                }
            }
        }
        return above;
    }

    private void release(List<Integer> winners, int[] above, PriorityQueue<Integer> ready) {
        for (int i : winners) {
            for (int j = 0; j < size; j++) {
                if (edges[i][j] && part[i] != part[j] && --above[part[j]] == 0) {
                    ready.add(part[j]);
                }
            }
        }
    }
}
