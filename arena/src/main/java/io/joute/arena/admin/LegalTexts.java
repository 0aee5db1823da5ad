package io.joute.arena.admin;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The texts that visitors agree to: those that ship until the operator publishes a version, which holds all of them.
 * Older versions stay readable. Safe for any number of threads.
 */
public final class LegalTexts {
    private final TextVersions store;
    private final Map<LegalText, Map<String, String>> shipped;
    private final ReentrantLock publishing = new ReentrantLock();
    private volatile List<TextVersion> versions;

    /** Those of {@code store}, which nobody else changes, or else {@code shipped}, by the code of the language. */
    public LegalTexts(TextVersions store, Map<LegalText, Map<String, String>> shipped) {
        this.store = store;
        this.shipped = TextVersion.checked(shipped);
        this.versions = List.copyOf(store.all());
    }

    /** The versions that were published, first to last. */
    public List<TextVersion> versions() {
        return versions;
    }

    /** The version that holds; nothing while the texts that ship do. */
    public Optional<TextVersion> current() {
        List<TextVersion> now = versions;
        return now.isEmpty() ? Optional.empty() : Optional.of(now.getLast());
    }

    /** A version by its number. */
    public Optional<TextVersion> version(int number) {
        return versions.stream().filter(each -> each.number() == number).findFirst();
    }

    /** What holds now, by the code of the language. */
    public Map<String, String> words(LegalText text) {
        return Objects.requireNonNull(
                current().map(TextVersion::texts).orElse(shipped).get(text));
    }

    /** What ships of a text, by the code of the language. */
    public Map<String, String> shipped(LegalText text) {
        return Objects.requireNonNull(shipped.get(text));
    }

    /**
     * Publish a text anew, the others as they are.
     *
     * @param base number of the version that was changed, 0 for the texts that ship
     * @param words by the code of the language, the same languages as now
     * @return the new version; nothing when {@code base} does not hold any more, or nothing changes
     */
    public Optional<TextVersion> publish(LegalText text, int base, Map<String, String> words, Instant at) {
        publishing.lock();
        try {
            int last = current().map(TextVersion::number).orElse(0);
            boolean same = words.equals(words(text));
            if (base != last || same || !words.keySet().equals(words(text).keySet())) {
                return Optional.empty();
            }
            Map<LegalText, Map<String, String>> texts = new EnumMap<>(LegalText.class);
            for (LegalText each : LegalText.values()) {
                texts.put(each, each == text ? words : words(each));
            }
            TextVersion version = new TextVersion(last + 1, at, texts);
            store.add(version);
            versions = java.util.stream.Stream.concat(versions.stream(), java.util.stream.Stream.of(version))
                    .toList();
            return Optional.of(version);
        } finally {
            publishing.unlock();
        }
    }
}
