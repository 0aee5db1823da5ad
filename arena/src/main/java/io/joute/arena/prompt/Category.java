package io.joute.arena.prompt;

import java.util.Arrays;
import java.util.Optional;

/** What a prompt is about. */
public enum Category {
    CODE("code"),
    MATHEMATICS("mathematics"),
    TRANSLATION("translation"),
    /** E-mails, letters, summaries, other words for a text. */
    WRITING("writing"),
    /** Stories, poems, names, ideas. */
    CREATIVE("creative"),
    /** Procedures, taxes, work, housing, law. */
    ADMINISTRATIVE("administrative"),
    HEALTH("health"),
    COOKING("cooking"),
    /** What to buy, read, visit, decide. */
    ADVICE("advice"),
    /** Facts and explanations. */
    KNOWLEDGE("knowledge"),
    /** Greetings, thanks, questions to the model about itself. */
    CONVERSATION("conversation"),
    /** None of these, or not to be told. */
    OTHER("other");

    private final String key;

    Category(String key) {
        this.key = key;
    }

    /** Its name in addresses, in the log and in exports. */
    public String key() {
        return key;
    }

    /** The category of that name. */
    public static Optional<Category> ofKey(String key) {
        return Arrays.stream(values())
                .filter(category -> category.key.equals(key))
                .findFirst();
    }
}
