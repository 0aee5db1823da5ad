package io.joute.server.api;

import io.joute.arena.board.BoardRow;
import io.joute.arena.board.Career;
import io.joute.arena.board.Standing;
import io.joute.arena.catalog.ModelCard;
import io.joute.arena.catalog.ParameterCount;
import io.joute.arena.catalog.SizeScale;
import io.joute.arena.energy.EnergyClass;
import io.joute.arena.energy.Estimate;
import io.joute.arena.energy.Estimates;
import io.joute.arena.energy.Measurement;
import io.joute.arena.ranking.Ranked;
import io.joute.arena.ranking.RankedModel;
import io.joute.server.page.BoardColumn;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A leaderboard as a table of plain cells: for each column of the page one or a few, and at the end how it was made. */
final class BoardTable {
    private final Standing standing;
    private final List<BoardColumn> columns;
    private final boolean styled;

    /** A table that tells of {@code standing} what {@code columns} tell. */
    BoardTable(Standing standing, List<BoardColumn> columns) {
        this.standing = standing;
        this.columns = columns;
        this.styled = standing.styled().isPresent();
    }

    /** The names of its cells. */
    List<String> heads() {
        List<String> heads = new ArrayList<>();
        columns.forEach(column -> heads.addAll(heads(column)));
        heads.add("method");
        return heads;
    }

    /** The cells of a row; what is not known is empty. */
    List<Object> cells(BoardRow row) {
        List<Object> cells = new ArrayList<>();
        columns.forEach(
                column -> cells.addAll(padded(cells(column, row), heads(column).size())));
        cells.add(method());
        return cells;
    }

    private static List<?> padded(List<?> told, int length) {
        return told.isEmpty() ? Collections.nCopies(length, "") : told;
    }

    private List<String> heads(BoardColumn column) {
        return switch (column) {
            case RANK -> List.of("rank_best", "rank_worst");
            case MODEL -> List.of("model", "name");
            case RATING ->
                styled ? List.of("rating", "standard_error", "style_rating") : List.of("rating", "standard_error");
            case INTERVAL -> styled ? List.of("low", "high", "style_low", "style_high") : List.of("low", "high");
            case TIER -> List.of("tier", "preliminary");
            case VOTES -> List.of("votes");
            case WON -> List.of("share_won");
            case ENERGY -> List.of("wh_per_answer", "wh_low", "wh_high", "wh_measured");
            case ENERGY_TOKENS -> List.of("wh_per_1000_tokens", "wh_1000_low", "wh_1000_high", "wh_1000_measured");
            case ENERGY_CLASS -> List.of("energy_class_best", "energy_class_worst");
            case APART -> List.of("next_model", "votes_to_tell_apart");
            case OPENNESS -> List.of("openness");
            case SIZE -> List.of("size_class");
            case PARAMETERS ->
                List.of("active_billions_low", "active_billions_high", "total_billions_low", "total_billions_high");
            case MAKER -> List.of("maker");
            case LICENCE -> List.of("licence");
            case ARCHITECTURE -> List.of("architecture");
            case RELEASE -> List.of("released");
            case FAILURES -> List.of("failure_rate", "asked");
            case QUALITIES -> List.of("tags");
        };
    }

    /** As many as its heads, or none when nothing is known. */
    private List<?> cells(BoardColumn column, BoardRow row) {
        return switch (column) {
            case RANK -> rated(row, model -> List.of(model.bestRank(), model.worstRank()));
            case MODEL -> List.of(row.model(), row.card().map(ModelCard::name).orElse(""));
            case RATING -> rating(row);
            case INTERVAL -> interval(row);
            case TIER ->
                rated(row, model -> List.of(row.tier().isPresent() ? row.tier().getAsInt() : "", model.preliminary()));
            case VOTES -> List.of(row.votes());
            case WON -> List.of(row.shareWon());
            case ENERGY -> energy(row.energy().perAnswer(), row.energy().measuredPerAnswer());
            case ENERGY_TOKENS ->
                energy(row.energy().perThousandTokens(), row.energy().measuredPerThousandTokens());
            case APART -> rated(row, this::apart);
            case ENERGY_CLASS, OPENNESS, SIZE, PARAMETERS, MAKER, LICENCE, ARCHITECTURE, RELEASE ->
                row.card().<List<?>>map(card -> told(column, card)).orElse(List.of());
            case FAILURES -> failures(row.career());
            case QUALITIES -> List.of(tags(row.career()));
        };
    }

    private static List<?> told(BoardColumn column, ModelCard card) {
        return switch (column) {
            case ENERGY_CLASS -> classes(Estimates.classOf(card));
            case OPENNESS -> List.of(card.openness().name());
            case SIZE -> List.of(card.sizeClass(SizeScale.DECK).name());
            case PARAMETERS -> parameters(card.active(), card.total());
            case MAKER -> List.of(card.maker());
            case LICENCE -> List.of(card.licence());
            case ARCHITECTURE -> List.of(card.details().build().architecture().name());
            case RELEASE -> List.of(card.releaseDate());
            case RANK, MODEL, RATING, INTERVAL, TIER, VOTES, WON, ENERGY, ENERGY_TOKENS, APART, FAILURES, QUALITIES ->
                List.of();
        };
    }

    private static List<?> classes(EnergyClass.Span span) {
        return List.of(span.best().name(), span.worst().name());
    }

    private static List<?> parameters(ParameterCount active, ParameterCount total) {
        return List.of(active.low(), active.high(), total.low(), total.high());
    }

    private static List<?> rated(BoardRow row, Function<RankedModel, List<?>> told) {
        return row.ranked().<List<?>>map(told).orElse(List.of());
    }

    private List<?> rating(BoardRow row) {
        return rated(row, model -> {
            List<Object> cells = new ArrayList<>(List.of(model.rating(), model.standardError()));
            if (styled) {
                cells.add(styled(row).<Object>map(RankedModel::rating).orElse(""));
            }
            return cells;
        });
    }

    private List<?> interval(BoardRow row) {
        return rated(row, model -> {
            List<Object> cells = new ArrayList<>(List.of(model.low(), model.high()));
            if (styled) {
                cells.add(styled(row).<Object>map(RankedModel::low).orElse(""));
                cells.add(styled(row).<Object>map(RankedModel::high).orElse(""));
            }
            return cells;
        });
    }

    private Optional<RankedModel> styled(BoardRow row) {
        return standing.styled().flatMap(found -> found.ranked().model(row.model()));
    }

    /** The next model below, and the votes more of each that would tell them apart; none when their ratings are equal. */
    private List<?> apart(RankedModel model) {
        if (!(standing.ranking() instanceof Ranked ranked)
                || model.position() == ranked.models().size()) {
            return List.of();
        }
        String next = ranked.models().get(model.position()).model();
        var votes = ranked.votesToSeparate(model.model(), next);
        return List.of(next, votes.isPresent() ? votes.getAsLong() : "");
    }

    private static List<?> energy(Optional<Estimate> estimated, Optional<Measurement> measured) {
        if (estimated.isEmpty() && measured.isEmpty()) {
            return List.of();
        }
        return List.of(
                estimated.<Object>map(Estimate::mid).orElse(""),
                estimated.<Object>map(Estimate::low).orElse(""),
                estimated.<Object>map(Estimate::high).orElse(""),
                measured.<Object>map(Measurement::value).orElse(""));
    }

    private static List<?> failures(Career career) {
        long asked = career.answers() + career.failures();
        return asked == 0 ? List.of() : List.of(career.failureRate(), asked);
    }

    private static String tags(Career career) {
        return career.tags().entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .map(tag -> tag.getKey() + ' ' + tag.getValue())
                .collect(Collectors.joining("; "));
    }

    private String method() {
        String ranking = standing.ranking() instanceof Ranked ranked
                ? ranked.basis().model().key() + "; "
                        + ranked.basis().intervals().key() + " "
                        + Math.round(100 * ranked.basis().confidence()) + " %"
                : "no common scale";
        return ranking + "; " + standing.votes() + " votes; " + standing.method();
    }
}
