package io.joute.arena.admin;

import java.util.List;

/** Where versions of the texts are kept: they are added and never changed. Safe for any number of threads. */
public interface TextVersions {
    /** All versions, first to last. */
    List<TextVersion> all();

    /** Add the one after the last; it is on the disk when this returns. */
    void add(TextVersion version);
}
