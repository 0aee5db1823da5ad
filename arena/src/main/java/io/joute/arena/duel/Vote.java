package io.joute.arena.duel;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A voter's judgement of one turn.
 *
 * @param turn the turn judged, from 0
 * @param choice which answer was preferred
 * @param tags reasons ticked, by side
 * @param comments in the voter's words, by side
 */
public record Vote(int turn, Choice choice, Map<Side, Set<Tag>> tags, Map<Side, Comment> comments) {
    public Vote {
        if (turn < 0) {
            throw new IllegalArgumentException("turn is " + turn + ", expected 0 or more");
        }
        Objects.requireNonNull(choice, "choice");
        tags = tags.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, e -> Set.copyOf(e.getValue())));
        comments = Map.copyOf(comments);
    }

    /** A judgement without words. */
    public Vote(int turn, Choice choice, Map<Side, Set<Tag>> tags) {
        this(turn, choice, tags, Map.of());
    }

    /** Copy without words. */
    Vote withoutText() {
        return new Vote(turn, choice, tags);
    }
}
