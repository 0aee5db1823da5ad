package io.joute.server.page;

import io.joute.arena.duel.AnswerState;
import io.joute.arena.duel.BlindView;
import io.joute.arena.duel.Choice;
import io.joute.arena.duel.Comment;
import io.joute.arena.duel.DuelState;
import io.joute.arena.duel.Reaction;
import io.joute.arena.duel.Side;
import io.joute.arena.duel.Tag;
import io.joute.arena.duel.Vote;
import io.joute.server.http.Language;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a duel shows of itself, before and after its reveal: questions, answers, ballot. */
final class TurnViews {
    private final Words words;
    private final TagWords tags;
    private final Markdown markdown;

    TurnViews(Words words, TagWords tags, Markdown markdown) {
        this.words = words;
        this.tags = tags;
        this.markdown = markdown;
    }

    List<TurnView> of(BlindView view) {
        Language opened = Language.ofCode(view.locale()).orElse(Language.ENGLISH);
        return view.turns().stream().map(turn -> of(view, turn, opened)).toList();
    }

    /** The ballot of the last turn that both sides answered. */
    VoteForm ballot(BlindView view) {
        Optional<BlindView.Turn> judged =
                view.turns().reversed().stream().filter(TurnViews::answered).findFirst();
        Optional<Vote> vote = judged.flatMap(BlindView.Turn::vote);
        boolean open = judged.isPresent() && view.state() != DuelState.ANSWERING && view.state() != DuelState.REVEALED;
        // While the last turn is being written, the ballot waits for it.
        int turn = view.state() == DuelState.ANSWERING
                ? view.turns().getLast().index()
                : judged.map(BlindView.Turn::index).orElse(0);
        return new VoteForm(
                view.id().value(),
                turn,
                open,
                vote.map(cast -> cast.tags().values().stream().anyMatch(tags -> !tags.isEmpty())
                                || !cast.comments().isEmpty())
                        .orElse(false),
                choices(vote.map(Vote::choice)),
                reasons(Side.LEFT, vote),
                reasons(Side.RIGHT, vote));
    }

    private static boolean answered(BlindView.Turn turn) {
        return over(turn.left()) && over(turn.right());
    }

    private static boolean over(BlindView.Answer answer) {
        return answer.state() == AnswerState.DONE || answer.state() == AnswerState.CUT;
    }

    private TurnView of(BlindView view, BlindView.Turn turn, Language opened) {
        Language asked = AnswerLanguage.of(turn.prompt(), opened);
        return new TurnView(
                turn.index(),
                words.say(turn.index() == 0 ? "duel.question" : "duel.question.next"),
                CleanText.of(turn.prompt()),
                asked.code(),
                answer(view, turn, Side.LEFT, asked),
                answer(view, turn, Side.RIGHT, asked),
                turn.vote().map(this::sentence).orElse(null));
    }

    private AnswerView answer(BlindView view, BlindView.Turn turn, Side side, Language asked) {
        boolean open =
                view.state() == DuelState.FAILED && turn.index() == view.turns().size() - 1;
        BlindView.Answer answer = turn.answer(side);
        String letter = side.letter().toUpperCase(Locale.ROOT);
        return new AnswerView(
                side.letter(),
                words.say("answer.title", letter),
                answer.state().name().toLowerCase(Locale.ROOT),
                AnswerLanguage.of(answer.text(), asked).code(),
                CleanText.of(answer.text()),
                whole(answer),
                words.say("answer.retry", letter),
                open && answer.retryable(),
                reaction(view, turn, side),
                view.state() == DuelState.REVEALED ? ticked(turn, side) : List.of());
    }

    /** What the visitor ticked of an answer, with the vote or the reaction. */
    private List<String> ticked(BlindView.Turn turn, Side side) {
        Set<Tag> voted = turn.vote()
                .map(cast -> cast.tags().getOrDefault(side, Set.of()))
                .orElse(Set.of());
        Set<Tag> reacted = turn.answer(side).reaction().map(Reaction::tags).orElse(Set.of());
        return Stream.concat(voted.stream(), reacted.stream())
                .distinct()
                .sorted()
                .map(tags::say)
                .toList();
    }

    private ReactionForm reaction(BlindView view, BlindView.Turn turn, Side side) {
        BlindView.Answer answer = turn.answer(side);
        Optional<Reaction> given = answer.reaction();
        return new ReactionForm(
                over(answer) && view.state() != DuelState.REVEALED,
                given.map(reaction -> reaction.liked() ? "like" : "dislike").orElse(""),
                given.map(reaction -> ticks(reaction.liked(), reaction.tags())).orElse(List.of()),
                given.flatMap(Reaction::comment).map(Comment::text).orElse(""));
    }

    private @Nullable SafeHtml whole(BlindView.Answer answer) {
        return over(answer) ? markdown.render(answer.text()) : null;
    }

    private String sentence(Vote vote) {
        return words.say("voted." + vote.choice().key());
    }

    private List<VoteForm.Tick> choices(Optional<Choice> cast) {
        return Arrays.stream(Choice.values())
                .map(choice -> new VoteForm.Tick(
                        choice.key(), words.say("vote." + choice.key()), cast.equals(Optional.of(choice))))
                .toList();
    }

    private VoteForm.Reasons reasons(Side side, Optional<Vote> vote) {
        Set<Tag> ticked =
                vote.map(cast -> cast.tags().getOrDefault(side, Set.of())).orElse(Set.of());
        return new VoteForm.Reasons(
                side.letter(),
                words.say("answer.title", side.letter().toUpperCase(Locale.ROOT)),
                ticks(true, ticked),
                ticks(false, ticked),
                vote.flatMap(cast -> Optional.ofNullable(cast.comments().get(side)))
                        .map(Comment::text)
                        .orElse(""));
    }

    /** Those that can be ticked, and those that were though they are not offered any more. */
    private List<VoteForm.Tick> ticks(boolean positive, Set<Tag> ticked) {
        return Stream.concat(tags.tags().offered().stream(), ticked.stream().sorted())
                .distinct()
                .filter(tag -> tag.positive() == positive)
                .map(tag -> new VoteForm.Tick(tag.key(), tags.say(tag), ticked.contains(tag)))
                .toList();
    }
}
