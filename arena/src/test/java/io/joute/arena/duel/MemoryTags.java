package io.joute.arena.duel;

/** A choice of tags in memory. */
public final class MemoryTags implements TagChoice.Store {
    private volatile TagChoice choice = TagChoice.NONE;

    /** Nothing chosen. */
    public MemoryTags() {}

    @Override
    public TagChoice find() {
        return choice;
    }

    @Override
    public void set(TagChoice fresh) {
        choice = fresh;
    }
}
