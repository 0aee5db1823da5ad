package io.joute.server;

import io.joute.arena.admin.TextVersion;
import io.joute.arena.admin.TextVersions;
import java.util.ArrayList;
import java.util.List;

/** Versions of the texts in memory. */
final class MemoryTexts implements TextVersions {
    private final List<TextVersion> versions = new ArrayList<>();

    @Override
    public synchronized List<TextVersion> all() {
        return List.copyOf(versions);
    }

    @Override
    public synchronized void add(TextVersion version) {
        versions.add(version);
    }
}
