package io.joute.server.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.joute.arena.board.BoardRow;
import io.joute.arena.board.Excluded;
import io.joute.arena.board.RowEnergy;
import io.joute.arena.board.Sides;
import io.joute.arena.board.Standing;
import io.joute.arena.catalog.ModelCard;
import io.joute.arena.energy.EnergyClass;
import io.joute.arena.energy.Estimates;
import io.joute.arena.ranking.Basis;
import io.joute.arena.ranking.MissingVote;
import io.joute.arena.ranking.NoCommonScale;
import io.joute.arena.ranking.Ranked;
import io.joute.arena.ranking.RankedModel;
import io.joute.arena.ranking.StyleControlled;
import io.joute.arena.ranking.WinMatrix;
import io.joute.server.page.BoardColumn;
import io.joute.server.page.BoardQuery;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A standing on the wire: either a basis, or a reason and the votes that are missing. Rows are those of the page, in its
 * order, and tell what the chosen columns tell; everything, when none are chosen.
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record BoardBody(
        String query,
        long votes,
        long heldVotes,
        long importedVotes,
        Excluded excluded,
        Sides sides,
        String energyMethod,
        Optional<Basis> basis,
        Optional<String> reason,
        List<MissingVote> missing,
        List<List<String>> components,
        Map<String, Double> provisional,
        Optional<List<StyleControlled.Effect>> styleEffects,
        List<String> columns,
        List<Row> rows,
        List<Pair> pairs) {
    static BoardBody of(Standing standing, BoardQuery query, List<BoardRow> rows) {
        Optional<Ranked> ranked = standing.ranking() instanceof Ranked all ? Optional.of(all) : Optional.empty();
        Optional<NoCommonScale> none =
                standing.ranking() instanceof NoCommonScale why ? Optional.of(why) : Optional.empty();
        return new BoardBody(
                query.text(),
                standing.votes(),
                standing.heldVotes(),
                standing.importedVotes(),
                standing.excluded(),
                standing.sides(),
                standing.method(),
                ranked.map(Ranked::basis),
                none.map(why -> why.reason().name().toLowerCase(Locale.ROOT)),
                none.map(NoCommonScale::missing).orElse(List.of()),
                none.map(why -> why.components().stream()
                                .map(NoCommonScale.Component::models)
                                .toList())
                        .orElse(List.of()),
                none.map(NoCommonScale::provisional).orElse(Map.of()),
                standing.styled().map(StyleControlled::effects),
                query.rows().inFiles().stream().map(BoardColumn::key).toList(),
                rows.stream()
                        .map(row -> Row.of(row, standing, query.rows().inFiles()))
                        .toList(),
                Pair.of(standing.wins(), ranked));
    }

    /** A model. What is not known of it is left out, as is what no chosen column tells. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Row(
            String model,
            Optional<String> name,
            Optional<Integer> bestRank,
            Optional<Integer> worstRank,
            Optional<RankedModel> ranked,
            Optional<RankedModel> styled,
            Optional<Integer> tier,
            Optional<Long> votes,
            Optional<Double> shareWon,
            Optional<RowEnergy> energy,
            Optional<EnergyClass.Span> energyClass,
            Optional<CardBody> card,
            Optional<Double> failureRate,
            Optional<Map<String, Long>> tags) {
        private static final Set<BoardColumn> RATED =
                Set.of(BoardColumn.RATING, BoardColumn.INTERVAL, BoardColumn.TIER, BoardColumn.APART);
        private static final Set<BoardColumn> CARD = Set.of(
                BoardColumn.OPENNESS,
                BoardColumn.SIZE,
                BoardColumn.PARAMETERS,
                BoardColumn.MAKER,
                BoardColumn.LICENCE,
                BoardColumn.ARCHITECTURE,
                BoardColumn.RELEASE);

        static Row of(BoardRow row, Standing standing, List<BoardColumn> columns) {
            boolean rated = columns.stream().anyMatch(RATED::contains);
            boolean card = columns.stream().anyMatch(CARD::contains);
            return new Row(
                    row.model(),
                    row.card().map(ModelCard::name),
                    row.ranked().map(RankedModel::bestRank),
                    row.ranked().map(RankedModel::worstRank),
                    row.ranked().filter(any -> rated),
                    standing.styled()
                            .flatMap(styled -> styled.ranked().model(row.model()))
                            .filter(any -> rated),
                    when(columns, BoardColumn.TIER, row.tier().stream().boxed().findFirst()),
                    when(columns, BoardColumn.VOTES, Optional.of(row.votes())),
                    when(columns, BoardColumn.WON, Optional.of(row.shareWon())),
                    energy(row.energy(), columns),
                    when(columns, BoardColumn.ENERGY_CLASS, row.card().map(Estimates::classOf)),
                    row.card().filter(any -> card).map(CardBody::of),
                    when(columns, BoardColumn.FAILURES, Optional.of(row.career().failureRate())),
                    when(
                            columns,
                            BoardColumn.QUALITIES,
                            Optional.of(row.career().tags())));
        }

        private static <T> Optional<T> when(List<BoardColumn> columns, BoardColumn column, Optional<T> value) {
            return value.filter(any -> columns.contains(column));
        }

        private static Optional<RowEnergy> energy(RowEnergy all, List<BoardColumn> columns) {
            RowEnergy told = new RowEnergy(
                    when(columns, BoardColumn.ENERGY_TOKENS, all.perThousandTokens()),
                    when(columns, BoardColumn.ENERGY, all.perAnswer()),
                    when(columns, BoardColumn.ENERGY, all.measuredPerAnswer()),
                    when(columns, BoardColumn.ENERGY_TOKENS, all.measuredPerThousandTokens()));
            return Optional.of(told)
                    .filter(any -> columns.contains(BoardColumn.ENERGY) || columns.contains(BoardColumn.ENERGY_TOKENS));
        }
    }

    /**
     * Two models that met.
     *
     * @param expected share that the ratings expect the first to win, a tie counting half
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Pair(String one, String other, long won, long lost, long tied, Optional<Double> expected) {
        static List<Pair> of(WinMatrix wins, Optional<Ranked> ranked) {
            return wins.models().stream()
                    .flatMap(one -> wins.models().stream()
                            .filter(other -> one.compareTo(other) < 0)
                            .map(other -> new Pair(
                                    one,
                                    other,
                                    wins.wins(one, other),
                                    wins.wins(other, one),
                                    wins.ties(one, other),
                                    ranked.map(all -> all.expectedShare(one, other)))))
                    .filter(pair -> pair.won + pair.lost + pair.tied > 0)
                    .toList();
        }
    }
}
