package io.joute.server.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.joute.arena.duel.BlindView;
import io.joute.arena.duel.Comment;
import io.joute.arena.duel.DuelSummary;
import io.joute.arena.duel.OpenDuel;
import io.joute.arena.duel.Reaction;
import io.joute.arena.duel.Replay;
import io.joute.arena.duel.Side;
import io.joute.arena.duel.Tag;
import io.joute.arena.duel.Vote;
import io.joute.server.http.Fault;
import io.joute.server.http.Refusal;
import io.joute.server.page.Ballots;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The bodies of duels on the wire; those before the reveal have no field that could tell a model. */
final class DuelBodies {
    private DuelBodies() {}

    /** Opens a duel. */
    record Opening(
            @Nullable String prompt,
            @Nullable String mode,
            @Nullable List<String> models,
            @Nullable String locale,
            @Nullable String terms,
            @Nullable Boolean publication,
            @Nullable Boolean anyway) {
        boolean sentAnyway() {
            return anyway != null && anyway;
        }

        OpenDuel.Agreement agreement() {
            return new OpenDuel.Agreement(terms == null ? "" : terms, publication != null && publication);
        }

        List<String> picks() {
            return models == null ? List.of() : models;
        }
    }

    /** Asks a further question. */
    record Asking(@Nullable String prompt, @Nullable Boolean anyway) {
        boolean sentAnyway() {
            return anyway != null && anyway;
        }

        String required() {
            return present(prompt);
        }
    }

    /** Asks a side again. */
    record Retrying(@Nullable String side) {}

    /** Judges a turn. */
    record Voting(
            @Nullable String choice,
            @Nullable Map<String, List<String>> tags,
            @Nullable Map<String, String> comments) {
        Ballots.About about(String letter) {
            return new Ballots.About(
                    tags == null ? List.of() : tags.getOrDefault(letter, List.of()),
                    comments == null ? "" : comments.getOrDefault(letter, ""));
        }

        /** The letters of the sides it speaks of. */
        Set<String> letters() {
            Set<String> letters = new HashSet<>();
            Stream.of(tags, comments).filter(Objects::nonNull).forEach(each -> letters.addAll(each.keySet()));
            return letters;
        }
    }

    /** Thinks something of one answer. */
    record Reacting(
            @Nullable String reaction,
            @Nullable List<String> tags,
            @Nullable String comment) {
        Ballots.About about() {
            return new Ballots.About(tags == null ? List.of() : tags, comment == null ? "" : comment);
        }
    }

    /** What came of asking a model again. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Replayed(String outcome, Optional<String> text) {
        static Replayed of(Replay replay) {
            return switch (replay) {
                case Replay.Same same -> new Replayed("same", Optional.of(same.text()));
                case Replay.Different other -> new Replayed("different", Optional.of(other.text()));
                case Replay.Unavailable _ -> new Replayed("unavailable", Optional.empty());
            };
        }
    }

    /** Takes back the texts of a duel. */
    record Erasing(@Nullable String receipt) {}

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
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Answer(String state, String text, boolean canRetry, Optional<Opinion> reaction) {
        static Answer of(BlindView.Answer answer) {
            return new Answer(
                    lower(answer.state()),
                    answer.text(),
                    answer.retryable(),
                    answer.reaction().map(Opinion::of));
        }
    }

    /** What the visitor thinks of an answer. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Opinion(String reaction, List<String> tags, Optional<String> comment) {
        static Opinion of(Reaction reaction) {
            return new Opinion(
                    reaction.liked() ? "like" : "dislike",
                    keys(reaction.tags()),
                    reaction.comment().map(Comment::text));
        }
    }

    /** A vote cast. */
    record Ballot(String choice, Map<String, List<String>> tags, Map<String, String> comments) {
        static Ballot of(Vote vote) {
            Map<String, String> comments = new TreeMap<>();
            vote.comments().forEach((side, comment) -> comments.put(side.letter(), comment.text()));
            return new Ballot(
                    vote.choice().key(), Map.of("a", keys(vote, Side.LEFT), "b", keys(vote, Side.RIGHT)), comments);
        }

        private static List<String> keys(Vote vote, Side side) {
            return DuelBodies.keys(vote.tags().getOrDefault(side, Set.of()));
        }
    }

    private static List<String> keys(Set<Tag> tags) {
        return tags.stream().sorted().map(Tag::key).toList();
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
