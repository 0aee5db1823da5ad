package io.joute.server.page;

import io.joute.server.http.Language;
import java.util.List;

/** Questions to try, for people without an idea; those who wire the server know what its models can answer. */
@FunctionalInterface
public interface Suggestions {
    /** The questions in one language, in the order to show them; may be empty. */
    List<Suggestion> in(Language language);

    /**
     * A question to try.
     *
     * @param category what it is about, a word or two
     * @param text the question itself
     */
    record Suggestion(String category, String text) {
        public Suggestion {
            if (category.isBlank() || text.isBlank()) {
                throw new IllegalArgumentException(
                        "suggestion has category '" + category + "' and text '" + text + "', expected some text");
            }
        }
    }
}
