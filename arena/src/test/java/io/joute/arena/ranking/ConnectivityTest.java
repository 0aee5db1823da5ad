package io.joute.arena.ranking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ConnectivityTest {
    private static Counts counts(int models, int... winnersAndLosers) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < models; i++) {
            names.add("m" + (char) ('a' + i));
        }
        Counts counts = new Counts(names);
        for (int i = 0; i < winnersAndLosers.length; i += 2) {
            counts.add(winnersAndLosers[i], winnersAndLosers[i + 1], Verdict.FIRST, 1);
        }
        return counts;
    }

    private static boolean[][] edges(Counts counts) {
        return Connectivity.edges(counts);
    }

    @Test
    void putsWhoBeatBeforeWhoWasBeaten() {
        Counts chain = counts(5, 3, 1, 1, 0, 0, 1, 0, 4, 3, 2);

        assertThat(Connectivity.parts(edges(chain))).containsExactly(List.of(3), List.of(0, 1), List.of(2), List.of(4));
    }

    @Test
    void joinsModelsThatTied() {
        Counts tied = counts(3, 0, 1);
        tied.add(0, 1, Verdict.TIE, 1);

        assertThat(Connectivity.parts(edges(tied))).containsExactly(List.of(0, 1), List.of(2));
    }

    @Test
    void agreesWithReachabilityOnRandomBoards() {
        Random random = new Random(5);
        for (int trial = 0; trial < 400; trial++) {
            boolean[][] edges = randomEdges(1 + random.nextInt(8), random.nextDouble() * 0.4, random);
            List<List<Integer>> parts = Connectivity.parts(edges);
            boolean[][] reach = closure(edges);
            int[] part = new int[edges.length];
            for (int p = 0; p < parts.size(); p++) {
                for (int member : parts.get(p)) {
                    part[member] = p;
                }
            }
            for (int i = 0; i < edges.length; i++) {
                for (int j = 0; j < edges.length; j++) {
                    assertThat(part[i] == part[j]).isEqualTo(reach[i][j] && reach[j][i]);
                    assertThat(edges[i][j] && part[i] > part[j]).isFalse();
                }
            }
        }
    }

    @Test
    void standsALongChainWithoutRecursion() {
        int length = 3000;
        boolean[][] chain = new boolean[length][length];
        for (int i = 0; i + 1 < length; i++) {
            chain[i][i + 1] = true;
        }
        assertThat(Connectivity.parts(chain)).hasSize(length);
        chain[length - 1][0] = true;
        assertThat(Connectivity.parts(chain)).hasSize(1);
    }

    @Test
    void namesTheFewestVotesThatJoinABoard() {
        Random random = new Random(6);
        for (int trial = 0; trial < 300; trial++) {
            int models = 2 + random.nextInt(3);
            Counts counts = randomCounts(models, random.nextDouble() * 0.5, random);
            List<MissingVote> missing = MissingVotes.of(counts);

            boolean[][] joined = Connectivity.edges(counts);
            for (MissingVote vote : missing) {
                joined[counts.models().indexOf(vote.model())][counts.models().indexOf(vote.against())] = true;
            }

            assertThat(Connectivity.parts(joined)).hasSize(1);
            assertThat(missing).hasSize(fewest(Connectivity.edges(counts)));
        }
    }

    /** By trying all sets of votes, smallest first. */
    private static int fewest(boolean[][] edges) {
        Set<List<Integer>> reached = new HashSet<>(Set.of(List.of()));
        for (int votes = 0; ; votes++) {
            if (reached.stream().anyMatch(added -> joins(edges, added))) {
                return votes;
            }
            Set<List<Integer>> longer = new HashSet<>();
            for (List<Integer> added : reached) {
                int from = added.isEmpty() ? 0 : added.getLast() + 1;
                for (int edge = from; edge < edges.length * edges.length; edge++) {
                    List<Integer> more = new ArrayList<>(added);
                    more.add(edge);
                    longer.add(more);
                }
            }
            reached = longer;
        }
    }

    private static boolean joins(boolean[][] edges, List<Integer> added) {
        boolean[][] joined = new boolean[edges.length][];
        for (int i = 0; i < edges.length; i++) {
            joined[i] = edges[i].clone();
        }
        added.forEach(edge -> joined[edge / edges.length][edge % edges.length] = true);
        for (boolean[] row : closure(joined)) {
            for (boolean reached : row) {
                if (!reached) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean[][] closure(boolean[][] edges) {
        int size = edges.length;
        boolean[][] reach = new boolean[size][size];
        for (int i = 0; i < size; i++) {
            reach[i] = edges[i].clone();
            reach[i][i] = true;
        }
        for (int k = 0; k < size; k++) {
            for (int i = 0; i < size; i++) {
                for (int j = 0; j < size; j++) {
                    reach[i][j] |= reach[i][k] && reach[k][j];
                }
            }
        }
        return reach;
    }

    private static boolean[][] randomEdges(int size, double density, Random random) {
        return Connectivity.edges(randomCounts(size, density, random));
    }

    private static Counts randomCounts(int size, double density, Random random) {
        Counts counts = counts(size);
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                if (i != j && random.nextDouble() < density) {
                    counts.add(i, j, Verdict.FIRST, 1);
                }
            }
        }
        return counts;
    }

    @Test
    void tellsTiesWithoutBound() {
        assertThat(TieBound.isFinite(withTies(counts(2, 0, 1), 0, 1))).isFalse();
        assertThat(TieBound.isFinite(withTies(counts(2, 0, 1, 1, 0), 0, 1))).isTrue();
        assertThat(TieBound.isFinite(withTies(counts(3, 0, 1, 1, 2, 2, 0), 0, 2)))
                .isTrue();
        assertThat(TieBound.isFinite(withTies(counts(3, 0, 1, 1, 2), 0, 2))).isTrue();
        assertThat(TieBound.isFinite(withTies(counts(3, 0, 1), 0, 2, 1, 2))).isFalse();
        assertThat(TieBound.isFinite(withTies(counts(3), 0, 1, 1, 2))).isFalse();
    }

    private static Counts withTies(Counts counts, int... pairs) {
        for (int i = 0; i < pairs.length; i += 2) {
            counts.add(pairs[i], pairs[i + 1], Verdict.TIE, 1);
        }
        return counts;
    }
}
