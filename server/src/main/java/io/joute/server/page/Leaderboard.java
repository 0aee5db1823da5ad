package io.joute.server.page;

import io.joute.arena.board.BoardRow;
import io.joute.arena.board.Career;
import io.joute.arena.board.Standing;
import io.joute.arena.catalog.ModelCard;
import io.joute.arena.catalog.ModelStatus;
import io.joute.arena.duel.Tag;
import io.joute.arena.energy.Estimate;
import io.joute.arena.energy.Estimates;
import io.joute.arena.energy.Measurement;
import io.joute.arena.ranking.MissingVote;
import io.joute.arena.ranking.NoCommonScale;
import io.joute.arena.ranking.Ranked;
import io.joute.arena.ranking.RankedModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Makes the page of a standing: ratings with their intervals, or what is missing for them. */
final class Leaderboard {
    private static final double MARGIN = 0.04;
    private static final int MOST_QUALITIES = 2;

    private final Words words;
    private final TagWords tags;
    private final Figures figures;
    private final Cards cards;
    private final BoardQuery query;

    Leaderboard(Words words, TagWords tags, Cards cards, BoardQuery query) {
        this.words = words;
        this.tags = tags;
        this.figures = new Figures(words);
        this.cards = cards;
        this.query = query;
    }

    BoardPage page(Shell shell, Standing standing) {
        BoardRemarks remarks = new BoardRemarks(words);
        return switch (standing.ranking()) {
            case Ranked ignored ->
                new BoardPage(
                        shell,
                        lede(standing),
                        BoardFilters.of(query, words, makers(standing)),
                        query.text(),
                        query.textOfFile(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(table("all", words.say("board.table"), scale(standing), standing)),
                        counts(standing),
                        new QualityPlot(words, cards).of(standing, query),
                        remarks.method(scale(standing).basis(), standing),
                        List.of(),
                        remarks.of(standing));
            case NoCommonScale none ->
                new BoardPage(
                        shell,
                        lede(standing),
                        BoardFilters.of(query, words, makers(standing)),
                        query.text(),
                        query.textOfFile(),
                        missing(none),
                        none.missing().stream().map(this::wanted).toList(),
                        provisional(none),
                        islands(standing),
                        counts(standing),
                        null,
                        words.say("board.how.energy", standing.method()),
                        List.of(),
                        remarks.of(standing));
        };
    }

    private static Ranked scale(Standing standing) {
        return ShownRows.scales(standing).getFirst();
    }

    private String lede(Standing standing) {
        long own = standing.votes() - standing.importedVotes();
        String votes = own == 0 ? words.say("board.lede.none") : words.count("board.lede.some", own);
        if (own == 0 && standing.importedVotes() > 0) {
            votes = words.count("board.lede.only", standing.importedVotes());
        } else if (standing.importedVotes() > 0) {
            votes += " " + words.count("board.lede.imported", standing.importedVotes());
        } else if (standing.importable() > 0) {
            votes += " " + words.count("board.lede.importable", standing.importable());
        }
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

    private List<String> provisional(NoCommonScale none) {
        return none.provisional().entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .map(line -> words.say("board.provisional.line", cards.name(line.getKey()), rounded(line.getValue())))
                .toList();
    }

    private List<BoardPage.Table> islands(Standing standing) {
        List<BoardPage.Table> tables = new ArrayList<>();
        for (Ranked ranked : ShownRows.scales(standing)) {
            String number = Integer.toString(tables.size() + 1);
            tables.add(table("group-" + number, words.say("board.island", number), ranked, standing));
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
        List<BoardPage.Row> rows = ShownRows.lines(standing, query, cards, ranked)
                .map(line -> row(line, ranked, axis, standing.styled().isPresent()))
                .toList();
        return new BoardPage.Table(id, title, caption(), rounded(axis.from), rounded(axis.to), heads(id), rows);
    }

    private String caption() {
        String caption = words.say("board.caption");
        if (query.rows().sort().isEmpty()) {
            return caption;
        }
        String order = "board.sorted." + direction();
        return caption + " " + words.say(order, label(query.rows().by()));
    }

    private List<BoardPage.Head> heads(String table) {
        return query.rows().shown().stream()
                .map(column -> new BoardPage.Head(
                        column.key(),
                        label(column),
                        column.sorts() ? "/leaderboard" + query.sortedBy(column).text() + "#board-" + table : "",
                        column == query.rows().by() ? direction() : ""))
                .toList();
    }

    private String label(BoardColumn column) {
        return words.say("board." + column.key());
    }

    private String direction() {
        return query.rows().descending() ? "descending" : "ascending";
    }

    private static List<String> makers(Standing standing) {
        return standing.rows().stream()
                .filter(BoardRows::known)
                .flatMap(row -> row.card().stream())
                .map(ModelCard::maker)
                .distinct()
                .sorted(String.CASE_INSENSITIVE_ORDER)
                .toList();
    }

    private BoardPage.Row row(BoardLine line, Ranked ranked, Axis axis, boolean styled) {
        RankedModel model = line.model();
        BoardRow row = line.row();
        OptionalInt styledTier = model.preliminary() ? OptionalInt.empty() : OptionalInt.of(model.tier());
        return new BoardPage.Row(
                row.model(),
                cards.name(row.model()),
                detail(row),
                rank(model),
                rounded(model.rating()),
                Bar.between(axis.from, axis.to, model.low(), model.rating(), model.high()),
                words.say("board.interval.value", rounded(model.low()), rounded(model.high())),
                model.preliminary(),
                figures.number(row.votes()),
                figures.percent(row.shareWon()),
                energy(row.energy().perAnswer(), row.energy().measuredPerAnswer()),
                energy(row.energy().perThousandTokens(), row.energy().measuredPerThousandTokens()),
                styled ? raw(row) : "",
                apart(model, ranked),
                plain(row, tier(styled ? styledTier : row.tier())));
    }

    /** Cells that are a few words, by the key of their column. */
    private Map<String, String> plain(BoardRow row, String tier) {
        Map<String, String> cells = new HashMap<>();
        cells.put(BoardColumn.TIER.key(), tier);
        cells.put(BoardColumn.VOTES.key(), figures.number(row.votes()));
        cells.put(BoardColumn.WON.key(), figures.percent(row.shareWon()));
        cells.put(BoardColumn.FAILURES.key(), failures(row.career()));
        cells.put(BoardColumn.QUALITIES.key(), qualities(row.career()));
        row.card().ifPresent(card -> {
            cells.put(BoardColumn.ENERGY_CLASS.key(), cards.energyClass(card));
            cells.put(BoardColumn.OPENNESS.key(), words.say("openness." + BoardRows.key(card.openness())));
            cells.put(BoardColumn.SIZE.key(), card.sizeClass(Cards.SCALE).name());
            cells.put(BoardColumn.PARAMETERS.key(), activeOfTotal(card));
            cells.put(BoardColumn.MAKER.key(), cards.maker(card));
            cells.put(BoardColumn.LICENCE.key(), cards.licence(card));
            cells.put(
                    BoardColumn.ARCHITECTURE.key(),
                    cards.architecture(card.details().build().architecture()));
            cells.put(BoardColumn.RELEASE.key(), figures.date(card.releaseDate()));
        });
        return cells;
    }

    private String failures(Career career) {
        long asked = career.answers() + career.failures();
        return asked == 0
                ? "–"
                : words.say("board.failures.of", figures.percent(career.failureRate()), figures.number(asked));
    }

    /** The reasons that people ticked most often. */
    private String qualities(Career career) {
        return career.tags().entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .flatMap(ticked -> Tag.of(ticked.getKey()).stream()
                        .map(tag -> words.say("board.qualities.of", tags.say(tag), figures.number(ticked.getValue()))))
                .limit(MOST_QUALITIES)
                .reduce((all, next) -> words.say("board.qualities.and", all, next))
                .orElse("–");
    }

    private String activeOfTotal(ModelCard card) {
        String active = cards.estimated(card, figures.parameters(card.active()));
        return card.active().equals(card.total())
                ? active
                : words.say("board.parameters.of", active, figures.parameters(card.total()));
    }

    private String raw(BoardRow row) {
        return row.ranked()
                .map(plain -> words.say("board.raw", rounded(plain.rating())))
                .orElse("");
    }

    /** More votes that would tell a model from the next one below it. */
    private String apart(RankedModel model, Ranked ranked) {
        if (model.position() == ranked.models().size()) {
            return "";
        }
        RankedModel next = ranked.models().get(model.position());
        OptionalLong votes = ranked.votesToSeparate(model.model(), next.model());
        String name = cards.name(next.model());
        if (votes.isEmpty()) {
            return words.say("board.apart.never", name);
        }
        return votes.getAsLong() == 0
                ? words.say("board.apart.done", name)
                : words.form(
                        "board.apart.votes", votes.getAsLong(), figures.significantNumber(votes.getAsLong()), name);
    }

    /** Models without a rating: their votes so far. */
    private List<BoardPage.Row> counts(Standing standing) {
        return standing.rows().stream()
                .filter(query::shows)
                .filter(row -> row.ranked().isEmpty())
                .map(row -> new BoardPage.Row(
                        row.model(),
                        cards.name(row.model()),
                        detail(row),
                        "",
                        "",
                        new Bar(0, 0, 0),
                        "",
                        true,
                        figures.number(row.votes()),
                        row.votes() == 0 ? "–" : figures.percent(row.shareWon()),
                        BoardPage.Energy.NONE,
                        BoardPage.Energy.NONE,
                        "",
                        "",
                        Map.of()))
                .toList();
    }

    private String detail(BoardRow row) {
        return row.card()
                .map(card -> card.status() == ModelStatus.ARCHIVED && card.reachable()
                        ? words.say("board.archived", cards.parameters(card))
                        : cards.parameters(card))
                .orElse("");
    }

    private String rank(RankedModel model) {
        return model.bestRank() == model.worstRank()
                ? figures.number(model.bestRank())
                : words.say("board.rank.range", model.bestRank(), model.worstRank());
    }

    private String tier(OptionalInt tier) {
        return tier.isPresent() ? figures.number(tier.getAsInt()) : words.say("board.preliminary");
    }

    private BoardPage.Energy energy(Optional<Estimate> estimated, Optional<Measurement> measured) {
        return new BoardPage.Energy(
                estimated.map(estimate -> figures.energy(estimate.mid())).orElse("–"),
                estimated
                        .map(Estimates::shown)
                        .map(estimate -> figures.energy(estimate.low(), estimate.high()))
                        .orElse(""),
                measured.map(read -> words.say("board.measured", figures.energy(read.value())))
                        .orElse(""));
    }

    private String wanted(MissingVote vote) {
        return words.say("board.missing.vote", cards.name(vote.model()), cards.name(vote.against()));
    }

    private String rounded(double points) {
        return figures.number(Math.round(points));
    }

    private record Axis(double from, double to) {}
}
