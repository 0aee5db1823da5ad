package io.joute.arena.moderation;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What whoever runs an arena decided.
 *
 * @param perVisitor duels an hour that one browser may open; empty for what the settings say
 * @param perAddress the same for all browsers of one address
 * @param pointsOut whether personal data in a question is pointed out before it is sent
 * @param words that no question may have
 * @param visitors who may not ask: beginnings of pseudonyms, at least {@value #SHORTEST} characters each
 */
public record Moderation(
        Optional<Integer> perVisitor,
        Optional<Integer> perAddress,
        boolean pointsOut,
        BlockedWords words,
        List<String> visitors) {
    /** Characters of a pseudonym that tell one visitor from all others. */
    public static final int SHORTEST = 12;

    /** Nothing decided: personal data is pointed out, nothing and nobody is blocked. */
    public static final Moderation DEFAULT =
            new Moderation(Optional.empty(), Optional.empty(), true, new BlockedWords(List.of()), List.of());

    private static final Pattern PSEUDONYM = Pattern.compile("[0-9a-f]{" + SHORTEST + ",64}");

    public Moderation {
        perVisitor.ifPresent(limit -> HourlyLimits.requireLimit("visitor", limit));
        perAddress.ifPresent(limit -> HourlyLimits.requireLimit("address", limit));
        Objects.requireNonNull(words, "words");
        visitors = List.copyOf(visitors);
        visitors.stream()
                .filter(visitor -> !PSEUDONYM.matcher(visitor).matches())
                .findFirst()
                .ifPresent(wrong -> {
                    throw new IllegalArgumentException("visitor is '" + wrong + "', expected " + SHORTEST
                            + " to 64 hexadecimal digits, as the list of voters shows them");
                });
    }

    /** The limits that hold, where the settings say {@code standard}. */
    public HourlyLimits limits(HourlyLimits standard) {
        return new HourlyLimits(perVisitor.orElse(standard.perVisitor()), perAddress.orElse(standard.perAddress()));
    }

    /** Whether this visitor may not ask. */
    public boolean blocks(String visitor) {
        return visitors.stream().anyMatch(visitor::startsWith);
    }

    /** Copy with other limits. */
    public Moderation withLimits(Optional<Integer> visitor, Optional<Integer> address) {
        return new Moderation(visitor, address, pointsOut, words, visitors);
    }

    /** Copy that points personal data out, or not. */
    public Moderation pointingOut(boolean other) {
        return new Moderation(perVisitor, perAddress, other, words, visitors);
    }

    /** Copy with other blocked words. */
    public Moderation withWords(BlockedWords other) {
        return new Moderation(perVisitor, perAddress, pointsOut, other, visitors);
    }

    /** Copy with other blocked visitors. */
    public Moderation withVisitors(List<String> other) {
        return new Moderation(perVisitor, perAddress, pointsOut, words, other);
    }
}
