package io.joute.arena.ranking;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** Votes with the style of what was compared: all that a style-controlled ranking needs. Not safe for several threads. */
public final class StyledTally {
    private final Tally tally = new Tally();
    private final List<Vote> votes = new ArrayList<>();

    /** Nothing counted yet. */
    public StyledTally() {}

    private record Vote(Comparison comparison, Style styleA, Style styleB) {
        double difference(Trait trait) {
            return trait.difference(styleA, styleB);
        }
    }

    /** Count a comparison of an answer of {@code styleA} with one of {@code styleB}. */
    public void add(Comparison comparison, Style styleA, Style styleB) {
        tally.add(comparison);
        if (!comparison.modelA().equals(comparison.modelB())) {
            votes.add(new Vote(comparison, styleA, styleB));
        }
    }

    Tally tally() {
        return tally;
    }

    int size() {
        return votes.size();
    }

    /** The place of each vote's voter among the voters, in the order of first votes. */
    int[] voters() {
        Map<String, Integer> numbers = new HashMap<>();
        return votes.stream()
                .mapToInt(vote -> numbers.computeIfAbsent(vote.comparison.voter(), name -> numbers.size()))
                .toArray();
    }

    /** The place of each vote's model A among {@code models}. */
    int[] firsts(List<String> models) {
        return places(models, votes.stream().map(vote -> vote.comparison.modelA()));
    }

    /** The place of each vote's model B among {@code models}. */
    int[] seconds(List<String> models) {
        return places(models, votes.stream().map(vote -> vote.comparison.modelB()));
    }

    /** What each vote gave to A: 1, ½ or 0. */
    double[] points() {
        return votes.stream()
                .mapToDouble(vote -> 1 - Verdict.of(vote.comparison.outcome()).index() / 2.0)
                .toArray();
    }

    /**
     * How A's answer differs from B's in one trait, in units of the root mean square: no mean is taken off, so that
     * exchanging the sides changes nothing. All 0 when no two answers differ.
     */
    double[] differences(Trait trait) {
        double[] found =
                votes.stream().mapToDouble(vote -> vote.difference(trait)).toArray();
        double square = DoubleStream.of(found).map(value -> value * value).sum();
        double unit = square > 0 ? Math.sqrt(square / found.length) : 1;
        return DoubleStream.of(found).map(value -> value / unit).toArray();
    }

    private static int[] places(List<String> models, Stream<String> names) {
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < models.size(); i++) {
            places.put(models.get(i), i);
        }
        return names.mapToInt(name -> places.getOrDefault(name, -1)).toArray();
    }
}
