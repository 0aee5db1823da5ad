package io.joute.arena.prompt;

import java.util.List;
import java.util.stream.Stream;

/**
 * Tells the subject of prompts. How often it is right is measured by {@code SubjectsTest} on prompts written before the
 * word lists, and told in docs/DATASET.md. Safe for any number of threads.
 */
public final class Subjects {
    /** Codes of the languages that are told apart. */
    public static final List<String> LANGUAGES = Stream.concat(
                    Stream.of("fr", "en", "es", "de", "it", "pt", "nl", "da", "sv", "pl"), Scripts.LANGUAGES.stream())
            .toList();

    /** Beyond this, more text changes nothing and costs time. */
    private static final int MOST_CHARACTERS = 4_000;

    private final Languages languages;
    private final Categories categories;

    /** Learn from the word lists that come with this package. */
    public Subjects() {
        languages = new Languages(Resource.lines("languages.txt"));
        categories = new Categories(Resource.lines("categories.txt"));
    }

    /** The subject of a prompt, from its first {@value #MOST_CHARACTERS} characters. */
    public Subject of(String prompt) {
        String start = prompt.length() > MOST_CHARACTERS ? prompt.substring(0, MOST_CHARACTERS) : prompt;
        return new Subject(languages.of(start), categories.of(start));
    }
}
