package io.joute.server;

import io.joute.arena.moderation.Moderation;
import io.joute.arena.moderation.StoredModeration;

/** Decisions in memory. */
final class MemoryModeration implements StoredModeration {
    private volatile Moderation kept = Moderation.DEFAULT;

    @Override
    public Moderation find() {
        return kept;
    }

    @Override
    public void set(Moderation moderation) {
        kept = moderation;
    }
}
