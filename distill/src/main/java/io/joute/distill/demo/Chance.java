package io.joute.distill.demo;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Random sequences by name: what one topic draws does not move when another changes. */
record Chance(long seed) {
    /** The sequence with this name. */
    Random of(String name) {
        long mixed = (seed * 0x9E3779B97F4A7C15L) ^ (name.hashCode() * 0xBF58476D1CE4E5B9L);
        return new Random(mixed ^ (mixed >>> 31));
    }

    /** Whether a named thing falls within a share of them all. */
    boolean falls(String name, double share) {
        return of(name).nextDouble() < share;
    }

    static <T> T one(List<T> choices, Random random) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** Some of them, each at most once. */
    static <T> List<T> some(List<T> choices, int count, Random random) {
        var shuffled = new ArrayList<>(choices);
        Collections.shuffle(shuffled, random);
        return shuffled.subList(0, Math.min(count, shuffled.size()));
    }
}
