package io.joute.server.page;

import io.joute.arena.board.BoardRow;
import io.joute.arena.board.Standing;
import io.joute.arena.energy.Estimate;
import io.joute.arena.energy.Estimates;
import io.joute.arena.ranking.Basis;
import io.joute.arena.ranking.MissingVote;
import io.joute.arena.ranking.NoCommonScale;
import io.joute.arena.ranking.Ranked;
import io.joute.arena.ranking.RankedModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** Makes the page of a standing: ratings with their intervals, or what is missing for them. */
final class Leaderboard {
    private static final double MARGIN = 0.04;

    private final Words words;
    private final Figures figures;
    private final Cards cards;

    Leaderboard(Words words, Cards cards) {
        this.words = words;
        this.figures = new Figures(words);
        this.cards = cards;
    }

    BoardPage page(Shell shell, Standing standing) {
        return switch (standing.ranking()) {
            case Ranked ranked ->
                new BoardPage(
                        shell,
                        lede(standing),
                        List.of(),
                        List.of(),
                        List.of(table("all", words.say("board.table"), ranked, standing)),
                        counts(standing),
                        new QualityPlot(words, cards).of(standing),
                        method(ranked.basis(), standing));
            case NoCommonScale none ->
                new BoardPage(
                        shell,
                        lede(standing),
                        missing(none),
                        none.missing().stream().map(this::wanted).toList(),
                        islands(none, standing),
                        counts(standing),
                        null,
                        words.say("board.how.energy", standing.method()));
        };
    }

    private String lede(Standing standing) {
        String votes =
                standing.votes() == 0 ? words.say("board.lede.none") : words.count("board.lede.some", standing.votes());
        return standing.heldVotes() == 0 ? votes : votes + " " + words.count("board.held", standing.heldVotes());
    }

    private List<String> missing(NoCommonScale none) {
        List<String> reasons = new ArrayList<>();
        reasons.add(words.say("board.missing." + none.reason().name().toLowerCase(Locale.ROOT)));
        if (!none.missing().isEmpty()) {
            reasons.add(words.count("board.missing.need", none.missing().size()));
        }
        return reasons;
    }

    private List<BoardPage.Table> islands(NoCommonScale none, Standing standing) {
        List<BoardPage.Table> tables = new ArrayList<>();
        for (NoCommonScale.Component component : none.components()) {
            component.ranked().filter(ranked -> ranked.models().size() > 1).ifPresent(ranked -> {
                String number = Integer.toString(tables.size() + 1);
                tables.add(table("group-" + number, words.say("board.island", number), ranked, standing));
            });
        }
        return tables;
    }

    private BoardPage.Table table(String id, String title, Ranked ranked, Standing standing) {
        double low =
                ranked.models().stream().mapToDouble(RankedModel::low).min().orElse(0);
        double high =
                ranked.models().stream().mapToDouble(RankedModel::high).max().orElse(0);
        double margin = (high - low) * MARGIN;
        Axis axis = new Axis(low - margin, high + margin);
        List<BoardPage.Row> rows = standing.rows().stream()
                .flatMap(row -> ranked.model(row.model()).stream().map(model -> row(row, model, axis)))
                .toList();
        return new BoardPage.Table(id, title, words.say("board.caption"), rounded(axis.from), rounded(axis.to), rows);
    }

    private BoardPage.Row row(BoardRow row, RankedModel model, Axis axis) {
        return new BoardPage.Row(
                row.model(),
                cards.name(row.model()),
                detail(row),
                rank(model),
                rounded(model.rating()),
                Bar.between(axis.from, axis.to, model.low(), model.rating(), model.high()),
                words.say("board.interval.value", rounded(model.low()), rounded(model.high())),
                tier(row.tier()),
                model.preliminary(),
                figures.number(row.votes()),
                figures.percent(row.shareWon()),
                energy(row),
                energyInterval(row));
    }

    /** Models without a rating: their votes so far. */
    private List<BoardPage.Row> counts(Standing standing) {
        return standing.rows().stream()
                .filter(row -> row.ranked().isEmpty())
                .map(row -> new BoardPage.Row(
                        row.model(),
                        cards.name(row.model()),
                        detail(row),
                        "",
                        "",
                        new Bar(0, 0, 0),
                        "",
                        "",
                        true,
                        figures.number(row.votes()),
                        row.votes() == 0 ? "–" : figures.percent(row.shareWon()),
                        energy(row),
                        energyInterval(row)))
                .toList();
    }

    private String detail(BoardRow row) {
        return row.card().map(cards::parameters).orElse("");
    }

    private String rank(RankedModel model) {
        return model.bestRank() == model.worstRank()
                ? figures.number(model.bestRank())
                : words.say("board.rank.range", model.bestRank(), model.worstRank());
    }

    private String tier(OptionalInt tier) {
        return tier.isPresent() ? figures.number(tier.getAsInt()) : words.say("board.preliminary");
    }

    private String energy(BoardRow row) {
        Optional<Estimate> perAnswer = row.energy().perAnswer();
        return perAnswer.map(estimate -> figures.energy(estimate.mid())).orElse("–");
    }

    private String energyInterval(BoardRow row) {
        return row.energy()
                .perAnswer()
                .map(Estimates::shown)
                .map(estimate -> figures.energy(estimate.low(), estimate.high()))
                .orElse("");
    }

    private String method(Basis basis, Standing standing) {
        String votes = words.count("board.how.votes", basis.comparisons());
        String voters = words.count("board.how.voters", basis.voters());
        StringBuilder text = new StringBuilder(words.say(
                "board.how.method",
                votes,
                voters,
                words.say("board.intervals." + basis.intervals().key())));
        basis.notes().stream()
                .map(note -> words.say("board.note." + note.name().toLowerCase(Locale.ROOT)))
                .forEach(note -> text.append(' ').append(note));
        return text.append(' ')
                .append(words.say("board.how.energy", standing.method()))
                .toString();
    }

    private String wanted(MissingVote vote) {
        return words.say("board.missing.vote", cards.name(vote.model()), cards.name(vote.against()));
    }

    private String rounded(double points) {
        return figures.number(Math.round(points));
    }

    private record Axis(double from, double to) {}
}
