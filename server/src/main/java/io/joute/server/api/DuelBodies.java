package io.joute.server.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.joute.arena.duel.BlindView;
import io.joute.arena.duel.DuelSummary;
import io.joute.arena.duel.Side;
import io.joute.arena.duel.Tag;
import io.joute.arena.duel.Vote;
import io.joute.server.http.Fault;
import io.joute.server.http.Refusal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The bodies of duels on the wire; those before the reveal have no field that could tell a model. */
final class DuelBodies {
    private DuelBodies() {}

    /** Opens a duel. */
    record Opening(
            @Nullable String prompt,
            @Nullable String mode,
            @Nullable String locale) {}

    /** Asks a further question. */
    record Asking(@Nullable String prompt) {
        String required() {
            return present(prompt);
        }
    }

    /** Asks a side again. */
    record Retrying(@Nullable String side) {}

    /** Judges a turn. */
    record Voting(@Nullable String choice, @Nullable Map<String, List<String>> tags) {}

    /** Where a new duel is. */
    record Opened(String id, String address) {}

    /** A duel before its reveal. */
    record Blind(String id, String mode, String locale, String state, List<Turn> turns, long lastEventId) {
        static Blind of(BlindView view) {
            return new Blind(
                    view.id().value(),
                    view.mode().key(),
                    view.locale(),
                    lower(view.state()),
                    view.turns().stream().map(Turn::of).toList(),
                    view.lastEventId());
        }
    }

    /** A question, its answers, its vote. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Turn(int turn, String prompt, Answer a, Answer b, Optional<Ballot> vote) {
        static Turn of(BlindView.Turn turn) {
            return new Turn(
                    turn.index(),
                    turn.prompt(),
                    Answer.of(turn.left()),
                    Answer.of(turn.right()),
                    turn.vote().map(Ballot::of));
        }
    }

    /** What one side says. */
    record Answer(String state, String text, boolean canRetry) {
        static Answer of(BlindView.Answer answer) {
            return new Answer(lower(answer.state()), answer.text(), answer.retryable());
        }
    }

    /** A vote cast. */
    record Ballot(String choice, Map<String, List<String>> tags) {
        static Ballot of(Vote vote) {
            return new Ballot(vote.choice().key(), Map.of("a", keys(vote, Side.LEFT), "b", keys(vote, Side.RIGHT)));
        }

        private static List<String> keys(Vote vote, Side side) {
            return vote.tags().getOrDefault(side, Set.of()).stream()
                    .sorted()
                    .map(Tag::key)
                    .toList();
        }
    }

    /** A line of the visitor's history; models only once revealed. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Line(
            String id,
            String openedAt,
            String mode,
            String state,
            String prompt,
            int turns,
            Optional<Ballot> vote,
            Optional<Map<String, String>> models) {
        static Line of(DuelSummary summary) {
            return new Line(
                    summary.id().value(),
                    summary.openedAt().toString(),
                    summary.mode().key(),
                    lower(summary.state()),
                    summary.prompt(),
                    summary.turns(),
                    summary.vote().map(Ballot::of),
                    summary.models().map(models -> Map.of("a", models.left(), "b", models.right())));
        }
    }

    static String present(@Nullable String field) {
        if (field == null) {
            throw new Refusal(Fault.INVALID);
        }
        return field;
    }

    private static String lower(Enum<?> state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
