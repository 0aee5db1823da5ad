package io.joute.engine.sampling;

import java.util.SplittableRandom;

/** A seeded sequence of random numbers, 0 to below 1, that can be looked at ahead. For one thread at a time. */
final class Draws {
    private final SplittableRandom random;
    private double[] seen = new double[8];
    private int from;
    private int size;

    Draws(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** The next one. */
    double next() {
        double next = peek(0);
        from++;
        size--;
        return next;
    }

    /** The one after {@code ahead} others. */
    double peek(int ahead) {
        if (from + ahead >= seen.length) {
            double[] moved = new double[Math.max(seen.length, 2 * (ahead + 1))];
            System.arraycopy(seen, from, moved, 0, size);
            seen = moved;
            from = 0;
        }
        while (size <= ahead) {
            seen[from + size] = random.nextDouble();
            size++;
        }
        return seen[from + ahead];
    }
}
