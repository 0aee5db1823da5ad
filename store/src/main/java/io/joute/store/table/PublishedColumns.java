package io.joute.store.table;

import java.util.Set;

/** Columns of published tables from which a vote can be told; the others hold texts, and are not read. */
final class PublishedColumns {
    private static final Set<String> NAMES = Set.of(
            "id",
            "timestamp",
            "tstamp",
            "day",
            "joute_duel",
            "joute_turn",
            "model_a",
            "model_b",
            "model_a_name",
            "model_b_name",
            "chosen_model_name",
            "both_equal",
            "choice",
            "joute_choice",
            "winner",
            "winner_model_a",
            "winner_model_b",
            "winner_tie",
            "visitor_id",
            "session_hash",
            "judge",
            "joute_voter",
            "evaluation_session_id",
            "evaluation_order",
            "comparison_id",
            "response_id",
            "question_id",
            "conversation_pair_id",
            "conversation_id",
            "conv_turns",
            "turn",
            "anony",
            "mode",
            "joute_mode",
            "metadata.mode",
            "metadata.languages",
            "metadata.categories",
            "language",
            "languages",
            "category",
            "categories");

    private PublishedColumns() {}

    static boolean tell(String name) {
        return NAMES.contains(name);
    }
}
