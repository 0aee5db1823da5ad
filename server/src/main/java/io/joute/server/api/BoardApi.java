package io.joute.server.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.joute.arena.board.BoardRow;
import io.joute.arena.board.RowEnergy;
import io.joute.arena.board.Standing;
import io.joute.arena.catalog.ModelCard;
import io.joute.arena.ranking.Basis;
import io.joute.arena.ranking.MissingVote;
import io.joute.arena.ranking.NoCommonScale;
import io.joute.arena.ranking.Ranked;
import io.joute.arena.ranking.RankedModel;
import io.joute.server.http.Routes;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/** The leaderboard for programs. */
public final class BoardApi implements HttpService {
    private final Supplier<Standing> standing;
    private final Json json;

    /** Serve {@code standing}. */
    public BoardApi(Supplier<Standing> standing, Json json) {
        this.standing = standing;
        this.json = json;
    }

    @Override
    public void routing(HttpRules rules) {
        new Routes(rules).read("/api/leaderboard", this::show);
    }

    private void show(ServerRequest request, ServerResponse response) {
        json.send(request, response, Body.of(standing.get()));
    }

    /** A standing on the wire: either a basis, or a reason and the votes that are missing. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Body(
            long votes,
            long heldVotes,
            String energyMethod,
            Optional<Basis> basis,
            Optional<String> reason,
            List<MissingVote> missing,
            List<List<String>> components,
            List<Row> rows) {
        static Body of(Standing standing) {
            Optional<Ranked> ranked = standing.ranking() instanceof Ranked all ? Optional.of(all) : Optional.empty();
            Optional<NoCommonScale> none =
                    standing.ranking() instanceof NoCommonScale why ? Optional.of(why) : Optional.empty();
            return new Body(
                    standing.votes(),
                    standing.heldVotes(),
                    standing.method(),
                    ranked.map(Ranked::basis),
                    none.map(why -> why.reason().name().toLowerCase(Locale.ROOT)),
                    none.map(NoCommonScale::missing).orElse(List.of()),
                    none.map(why -> why.components().stream()
                                    .map(NoCommonScale.Component::models)
                                    .toList())
                            .orElse(List.of()),
                    standing.rows().stream().map(Row::of).toList());
        }
    }

    /** A model. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Row(
            String model,
            Optional<String> name,
            Optional<RankedModel> ranked,
            OptionalInt tier,
            long votes,
            double shareWon,
            RowEnergy energy) {
        static Row of(BoardRow row) {
            return new Row(
                    row.model(),
                    row.card().map(ModelCard::name),
                    row.ranked(),
                    row.tier(),
                    row.votes(),
                    row.shareWon(),
                    row.energy());
        }
    }
}
