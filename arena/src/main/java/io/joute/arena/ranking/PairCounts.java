package io.joute.arena.ranking;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** How often each verdict fell on each pair of model numbers, kept up vote by vote, so that a fit need not count. */
final class PairCounts {
    private long[][] rows = new long[16][0];

    /** Add {@code times}, which may be negative, to a pair whose first number is the lower. */
    void add(int first, int second, Verdict verdict, long times) {
        int place = second * Verdict.COUNT + verdict.index();
        if (first >= rows.length || place >= rows[first].length) {
            makeRoom(first, place);
        }
        rows[first][place] += times;
    }

    /** Wins and ties of those {@code models}, by number, that were compared. */
    Counts of(List<String> models) {
        boolean[] seen = new boolean[models.size()];
        forEach((first, second, verdict, times) -> seen[first] = seen[second] = true);
        List<String> names = IntStream.range(0, seen.length)
                .filter(number -> seen[number])
                .mapToObj(models::get)
                .sorted()
                .toList();
        int[] places = models.stream().mapToInt(names::indexOf).toArray();
        Counts counts = new Counts(names);
        forEach((first, second, verdict, times) -> counts.add(places[first], places[second], verdict, times));
        return counts;
    }

    private interface Cell {
        void at(int first, int second, Verdict verdict, long times);
    }

    private void forEach(Cell cell) {
        for (int first = 0; first < rows.length; first++) {
            for (int place = 0; place < rows[first].length; place++) {
                if (rows[first][place] != 0) {
                    cell.at(first, place / Verdict.COUNT, Verdict.at(place % Verdict.COUNT), rows[first][place]);
                }
            }
        }
    }

    private void makeRoom(int first, int place) {
        while (first >= rows.length) {
            int length = rows.length;
            rows = Arrays.copyOf(rows, 2 * length);
            Arrays.fill(rows, length, 2 * length, new long[0]);
        }
        if (place >= rows[first].length) {
            rows[first] = Arrays.copyOf(rows[first], Math.max(48, Math.addExact(place, place / 2) + 1));
        }
    }
}
