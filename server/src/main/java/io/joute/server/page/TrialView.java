package io.joute.server.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One question to the models that Joute trained, by their names.
 *
 * @param prompt what was asked, or is proposed
 * @param language code of its language
 * @param answers one a model; empty before anything was asked
 * @param ideas other questions to try
 * @param error what was wrong with the question, or null
 */
public record TrialView(
        String prompt,
        String language,
        List<Answer> answers,
        List<String> ideas,
        @Nullable String error) {
    public TrialView {
        answers = List.copyOf(answers);
        ideas = List.copyOf(ideas);
    }

    /**
     * What a model said.
     *
     * @param role what it is in the lesson
     * @param size its parameters
     * @param html its answer; null when none came
     * @param took tokens and time
     */
    public record Answer(
            String name, String role, String size, @Nullable SafeHtml html, String language, String took) {}
}
