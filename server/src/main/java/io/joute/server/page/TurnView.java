package io.joute.server.page;

import org.jspecify.annotations.Nullable;

/**
 * A question and its two answers.
 *
 * @param index from 0
 * @param label above the question
 * @param language code of the question's language
 * @param vote sentence that tells the vote, or null when there is none
 */
public record TurnView(
        int index,
        String label,
        String prompt,
        String language,
        AnswerView a,
        AnswerView b,
        @Nullable String vote) {}
