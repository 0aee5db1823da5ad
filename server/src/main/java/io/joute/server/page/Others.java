package io.joute.server.page;

import io.joute.arena.board.BoardRow;
import io.joute.arena.board.Standing;
import io.joute.arena.duel.Reveal;
import io.joute.arena.duel.Side;
import io.joute.arena.ranking.Ranked;
import io.joute.arena.ranking.RankedModel;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Says what the votes of all make of the two models of a duel. */
final class Others {
    private final Words words;
    private final Figures figures;
    private final Cards cards;

    Others(Words words, Cards cards) {
        this.words = words;
        this.figures = new Figures(words);
        this.cards = cards;
    }

    OthersView of(Reveal reveal, Standing standing) {
        List<OthersView.Line> lines = Stream.of(Side.values())
                .flatMap(side -> line(reveal, side, standing).stream())
                .toList();
        return new OthersView(lines, sentence(reveal, standing));
    }

    private Optional<OthersView.Line> line(Reveal reveal, Side side, Standing standing) {
        String id = reveal.contender(side).modelId();
        return standing.rows().stream()
                .filter(row -> row.model().equals(id))
                .findFirst()
                .flatMap(row -> row.ranked()
                        .map(ranked -> new OthersView.Line(side.letter(), cards.name(id), rating(row, ranked))));
    }

    private String rating(BoardRow row, RankedModel ranked) {
        String interval = words.say(
                "board.interval.value",
                figures.number(Math.round(ranked.low())),
                figures.number(Math.round(ranked.high())));
        String rank = row.tier().isPresent()
                ? words.say("others.tier", row.tier().getAsInt())
                : words.say("board.preliminary");
        return words.say(
                "others.rating",
                figures.number(Math.round(ranked.rating())),
                interval,
                rank,
                words.count("matrix.votes", row.votes()));
    }

    private String sentence(Reveal reveal, Standing standing) {
        String left = reveal.left().modelId();
        String right = reveal.right().modelId();
        if (!(standing.ranking() instanceof Ranked ranked)
                || ranked.model(left).filter(line -> !line.preliminary()).isEmpty()
                || ranked.model(right).filter(line -> !line.preliminary()).isEmpty()) {
            return words.say("others.few");
        }
        boolean leftLeads = ranked.expectedShare(left, right) >= 0.5;
        String ahead = leftLeads ? left : right;
        String behind = leftLeads ? right : left;
        return words.say(
                ranked.surelyBetter(ahead, behind) ? "others.share" : "others.share.unsure",
                cards.name(ahead),
                cards.name(behind),
                figures.percent(ranked.expectedShare(ahead, behind)));
    }
}
