package io.joute.server.page;

import io.joute.arena.board.CastBy;
import io.joute.arena.board.Standing;
import io.joute.arena.ranking.Basis;
import io.joute.arena.ranking.Ranked;
import io.joute.arena.ranking.StyleControlled;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What is said under a leaderboard: how it was made, and what must not be overlooked. */
final class BoardRemarks {
    private final Words words;
    private final Figures figures;

    BoardRemarks(Words words) {
        this.words = words;
        this.figures = new Figures(words);
    }

    /** How the ratings were made. */
    String method(Basis basis, Standing standing) {
        StringBuilder text = new StringBuilder(words.say(
                "board.how.method",
                words.count("board.how.votes", basis.comparisons()),
                words.count("board.how.voters", basis.voters()),
                words.say("board.intervals." + basis.intervals().key())));
        text.append(' ').append(words.say("board.ties." + basis.model().key()));
        basis.notes().stream()
                .map(note -> words.say("board.note." + note.name().toLowerCase(Locale.ROOT)))
                .forEach(note -> text.append(' ').append(note));
        return text.append(' ')
                .append(words.say("board.how.energy", standing.method()))
                .toString();
    }

    /** What else there is to say. */
    List<String> of(Standing standing) {
        List<String> remarks = new ArrayList<>();
        if (standing.importedVotes() > 0) {
            remarks.add(words.say("board.imported"));
        }
        if (standing.view().selection().castBy() == CastBy.JUDGE) {
            remarks.add(words.say("board.judge"));
        }
        if (standing.view().selection().category().isPresent()) {
            remarks.add(words.say("board.category.told"));
        }
        if (standing.view().style() && standing.styled().isEmpty() && standing.ranking() instanceof Ranked) {
            remarks.add(words.say("board.style.untold"));
        }
        standing.styled().ifPresent(styled -> remarks.add(style(styled)));
        if (standing.sides().left() + standing.sides().right() > 0) {
            remarks.add(sides(standing));
        }
        if (standing.excluded().chosen() > 0) {
            remarks.add(words.count("board.excluded.chosen", standing.excluded().chosen()));
        }
        if (standing.excluded().unmasked() > 0) {
            remarks.add(
                    words.count("board.excluded.unmasked", standing.excluded().unmasked()));
        }
        return remarks;
    }

    private String style(StyleControlled styled) {
        StringBuilder text = new StringBuilder(words.say("board.style.controlled"));
        for (StyleControlled.Effect effect : styled.effects()) {
            text.append(' ')
                    .append(words.say(
                            "board.style.effect",
                            words.say("board.trait." + effect.trait().key()),
                            figures.signed(effect.points()),
                            figures.signed(effect.low()),
                            figures.signed(effect.high())));
        }
        return text.toString();
    }

    private String sides(Standing standing) {
        String key = standing.sides().isUneven() ? "board.sides.uneven" : "board.sides.even";
        return words.say(
                key,
                figures.percent(standing.sides().share()),
                figures.percent(Math.max(0, 0.5 - standing.sides().reach())),
                figures.percent(Math.min(1, 0.5 + standing.sides().reach())));
    }
}
