package io.joute.arena.moderation;

/** Where an operator's decisions are kept. */
public interface StoredModeration {
    /** What was decided; {@link Moderation#DEFAULT} where nothing was. */
    Moderation find();

    /** Decide otherwise, durably. */
    void set(Moderation moderation);
}
