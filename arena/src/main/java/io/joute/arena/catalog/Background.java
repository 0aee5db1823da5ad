package io.joute.arena.catalog;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a model comes from, and what is told of it.
 *
 * @param generation within its family, such as {@code 3.1}
 * @param knowledgeCutoff until when its training data reach, as year-month
 * @param languages its maker says it speaks, as ISO 639 codes
 * @param otherTeachers ids of the models it was distilled from besides the one that its card names
 * @param sizeNote a remark on its size, by language code
 * @param didYouKnow something to remember it by, by language code
 * @param links where to read more
 */
public record Background(
        Optional<String> generation,
        Optional<String> knowledgeCutoff,
        List<String> languages,
        List<String> otherTeachers,
        Map<String, String> sizeNote,
        Map<String, String> didYouKnow,
        List<Link> links) {
    /** Nothing told. */
    public static final Background NONE =
            new Background(Optional.empty(), Optional.empty(), List.of(), List.of(), Map.of(), Map.of(), List.of());

    private static final Pattern MONTH = Pattern.compile("\\d{4}-\\d{2}");

    public Background {
        knowledgeCutoff.filter(month -> !MONTH.matcher(month).matches()).ifPresent(month -> {
            throw new IllegalArgumentException("card field knowledgeCutoff is '" + month + "', expected YYYY-MM");
        });
        languages = List.copyOf(languages);
        otherTeachers = List.copyOf(otherTeachers);
        sizeNote = Map.copyOf(sizeNote);
        didYouKnow = Map.copyOf(didYouKnow);
        links = List.copyOf(links);
    }

    /** A page on the web, with the words that lead there. */
    public record Link(String text, String url) {
        public Link {
            if (text.isBlank() || !(url.startsWith("https://") || url.startsWith("http://"))) {
                throw new IllegalArgumentException(
                        "link '" + text + "' leads to '" + url + "', expected some text and an http address");
            }
        }
    }
}
