package io.joute.server.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.joute.arena.board.BoardRow;
import io.joute.arena.board.Excluded;
import io.joute.arena.board.RowEnergy;
import io.joute.arena.board.Sides;
import io.joute.arena.board.Standing;
import io.joute.arena.catalog.ModelCard;
import io.joute.arena.ranking.Basis;
import io.joute.arena.ranking.MissingVote;
import io.joute.arena.ranking.NoCommonScale;
import io.joute.arena.ranking.Ranked;
import io.joute.arena.ranking.RankedModel;
import io.joute.arena.ranking.StyleControlled;
import io.joute.arena.ranking.WinMatrix;
import io.joute.server.page.BoardQuery;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** A standing on the wire: either a basis, or a reason and the votes that are missing. */
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
        List<Row> rows,
        List<Pair> pairs) {
    static BoardBody of(Standing standing, BoardQuery query) {
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
                standing.rows().stream()
                        .filter(query::shows)
                        .map(row -> Row.of(row, standing))
                        .toList(),
                Pair.of(standing.wins(), ranked));
    }

    /** A model. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Row(
            String model,
            Optional<String> name,
            Optional<RankedModel> ranked,
            Optional<RankedModel> styled,
            OptionalInt tier,
            long votes,
            double shareWon,
            RowEnergy energy) {
        static Row of(BoardRow row, Standing standing) {
            return new Row(
                    row.model(),
                    row.card().map(ModelCard::name),
                    row.ranked(),
                    standing.styled().flatMap(styled -> styled.ranked().model(row.model())),
                    row.tier(),
                    row.votes(),
                    row.shareWon(),
                    row.energy());
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
