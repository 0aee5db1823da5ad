package io.joute.arena.duel;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What a voter thinks of one answer by itself, any turn; it neither replaces nor forbids a vote, and compares nothing.
 *
 * @param liked whether it pleased
 * @param tags reasons ticked, all of that sign
 * @param comment in the voter's words
 */
public record Reaction(boolean liked, Set<Tag> tags, Optional<Comment> comment) {
    public Reaction {
        tags = Set.copyOf(tags);
        Objects.requireNonNull(comment, "comment");
        for (Tag tag : tags) {
            if (tag.positive() != liked) {
                throw new IllegalArgumentException("reason " + tag.key() + " of a reaction that "
                        + (liked ? "likes" : "dislikes") + ", expected one of that sign");
            }
        }
    }

    /** Copy without words. */
    Reaction withoutText() {
        return new Reaction(liked, tags, Optional.empty());
    }
}
