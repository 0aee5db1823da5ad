package io.joute.arena.board;

import java.util.Arrays;

/** Low, quoted and high figures of many answers, and the middle and sum of each. */
final class Medians {
    private static final int FIGURES = 3;

    private final double[][] values = new double[FIGURES][16];
    private int count;

    void add(double low, double mid, double high) {
        if (count == values[0].length) {
            for (int figure = 0; figure < FIGURES; figure++) {
                values[figure] = Arrays.copyOf(values[figure], Math.multiplyExact(count, 2));
            }
        }
        values[0][count] = low;
        values[1][count] = mid;
        values[2][count] = high;
        count++;
    }

    int count() {
        return count;
    }

    double low() {
        return median(0);
    }

    double mid() {
        return median(1);
    }

    double high() {
        return median(2);
    }

    private double median(int figure) {
        double[] sorted = Arrays.copyOf(values[figure], count);
        Arrays.sort(sorted);
        int half = count / 2;
        return count % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}
