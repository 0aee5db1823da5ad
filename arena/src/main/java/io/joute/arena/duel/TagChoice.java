package io.joute.arena.duel;

import java.util.List;
import java.util.Set;

/**
 * What the operator chose of reasons to tick.
 *
 * @param own those added, in their order, retired ones too
 * @param hidden those of every arena that are not offered here
 */
public record TagChoice(List<OwnTag> own, Set<Tag> hidden) {
    /** Nothing added, nothing hidden. */
    public static final TagChoice NONE = new TagChoice(List.of(), Set.of());

    public TagChoice {
        own = List.copyOf(own);
        hidden = Set.copyOf(hidden);
    }

    /** Where a choice is kept. Safe for any number of threads. */
    public interface Store {
        /** The choice; {@link #NONE} at first. */
        TagChoice find();

        /** Replace it; it is on the disk when this returns. */
        void set(TagChoice choice);
    }
}
