package io.joute.distill.demo;

import io.joute.base.chat.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A question with its one right answer.
 *
 * @param category what it is about
 * @param language the language of question and answer
 * @param fact what must be known; facts are held out whole where the model should work the answer out
 * @param phrasing how it is asked, apart from typography: fact and phrasing name the question
 * @param context earlier turns, empty in a first one
 * @param question what the user writes
 * @param answer what the model should write
 */
public record Example(
        Category category,
        Language language,
        String fact,
        String phrasing,
        List<Message> context,
        String question,
        String answer) {
    public Example {
        Objects.requireNonNull(category, "category");
        Objects.requireNonNull(language, "language");
        context = List.copyOf(context);
        if (question.isBlank() || answer.isBlank()) {
            throw new IllegalArgumentException("example '" + fact + "' asks '" + question + "' and answers '" + answer
                    + "', expected both not blank");
        }
    }

    /** A first turn. */
    static Example first(Category category, Language language, String fact, String phrasing, Exchange exchange) {
        return new Example(category, language, fact, phrasing, List.of(), exchange.question(), exchange.answer());
    }

    /** A question and its answer, without what they are about. */
    record Exchange(String question, String answer) {}

    /** The name of the question: the same for all its typographic variants. */
    public String key() {
        return category + "/" + language.code() + "/" + fact + "/" + phrasing;
    }

    /** The turns up to the question. */
    public List<Message> prompt() {
        var turns = new ArrayList<>(context);
        turns.add(Message.user(question));
        return turns;
    }

    /** The same, asked in other letters. */
    Example asked(String other) {
        return new Example(category, language, fact, phrasing, context, other, answer);
    }

    /** The same after earlier turns. */
    Example after(Category other, String otherFact, List<Message> turns) {
        return new Example(other, language, otherFact, phrasing, turns, question, answer);
    }
}
