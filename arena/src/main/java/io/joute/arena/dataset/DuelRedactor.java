package io.joute.arena.dataset;

import io.joute.arena.duel.Comment;
import io.joute.arena.duel.Duel;
import io.joute.arena.duel.DuelEvent;
import io.joute.arena.duel.Reaction;
import io.joute.arena.duel.Side;
import io.joute.arena.duel.Vote;
import io.joute.arena.prompt.Subjects;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Redacts every text of a duel; counts what it found. Not for several threads. */
final class DuelRedactor {
    private final Redactor redactor = new Redactor();
    private final Subjects subjects = new Subjects();
    private final Map<Personal, Long> found = new EnumMap<>(Personal.class);
    private boolean doubt;

    /** A duel whose texts are redacted, its subject told where it was not. */
    Duel redact(List<DuelEvent> events) {
        doubt = false;
        return Duel.of(events.stream().map(this::redacted).toList());
    }

    /** Whether something in the last duel looks like more. */
    boolean doubts() {
        return doubt;
    }

    Map<Personal, Long> found() {
        return found;
    }

    private DuelEvent redacted(DuelEvent event) {
        return switch (event) {
            case DuelEvent.Opened opened -> opened;
            case DuelEvent.Asked asked ->
                new DuelEvent.Asked(
                        asked.duel(),
                        asked.at(),
                        asked.turn(),
                        text(asked.prompt()),
                        asked.subject().or(() -> Optional.of(subjects.of(asked.prompt()))));
            case DuelEvent.Answered answer ->
                new DuelEvent.Answered(
                        answer.duel(),
                        answer.at(),
                        answer.turn(),
                        answer.side(),
                        text(answer.text()),
                        answer.namesItself(),
                        answer.finishReason(),
                        answer.usage(),
                        answer.energy(),
                        answer.measured());
            case DuelEvent.Failed failed -> failed.withoutText();
            case DuelEvent.Swapped swap -> swap;
            case DuelEvent.VoteCast cast -> new DuelEvent.VoteCast(cast.duel(), cast.at(), redacted(cast.vote()));
            case DuelEvent.Reacted reacted ->
                new DuelEvent.Reacted(
                        reacted.duel(),
                        reacted.at(),
                        reacted.turn(),
                        reacted.side(),
                        reacted.reaction()
                                .map(each -> new Reaction(
                                        each.liked(),
                                        each.tags(),
                                        each.comment().map(this::comment))));
            case DuelEvent.Revealed fall -> fall.withoutText();
            case DuelEvent.Erased erased -> erased;
        };
    }

    private Vote redacted(Vote vote) {
        Map<Side, Comment> comments = new HashMap<>();
        vote.comments().forEach((side, comment) -> comments.put(side, comment(comment)));
        return new Vote(vote.turn(), vote.choice(), vote.tags(), comments);
    }

    private Comment comment(Comment comment) {
        String text = text(comment.text());
        int most = Math.min(text.codePointCount(0, text.length()), Comment.MOST_CHARACTERS);
        return new Comment(text.substring(0, text.offsetByCodePoints(0, most)));
    }

    private String text(String text) {
        Redaction redaction = redactor.redact(text);
        redaction.found().forEach((kind, count) -> found.merge(kind, (long) count, Long::sum));
        doubt |= redaction.doubt();
        return redaction.text();
    }
}
