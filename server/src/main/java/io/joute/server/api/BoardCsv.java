package io.joute.server.api;

import io.joute.arena.board.BoardRow;
import io.joute.arena.board.CountedVote;
import io.joute.arena.board.Standing;
import io.joute.arena.catalog.ModelCard;
import io.joute.arena.catalog.SizeScale;
import io.joute.arena.ranking.Outcome;
import io.joute.arena.ranking.Ranked;
import io.joute.arena.ranking.RankedModel;
import io.joute.server.page.BoardQuery;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A leaderboard and its votes as tables. */
final class BoardCsv {
    private static final String BOARD =
            "model,name,rank_best,rank_worst,tier,preliminary,rating,low,high,standard_error,"
                    + "votes,share_won,style_rating,style_low,style_high,wh_per_answer,wh_low,wh_high,size_class,openness,method\n";
    private static final String VOTES =
            "vote_id,ts,voter_id,model_a,model_b,outcome,mode,language,category,cast_by,source\n";

    private BoardCsv() {}

    /** The rows shown, each with the way they were made. */
    static String table(Standing standing, BoardQuery query) {
        String method = method(standing);
        return standing.rows().stream()
                .filter(query::shows)
                .map(row -> line(row, standing, method))
                .collect(Collectors.joining("", BOARD, ""));
    }

    /**
     * The votes counted, as {@code joute rank --from-export} reads them: voters are numbered in the order of their first
     * vote here, and nothing else is told of them.
     */
    static String votes(List<CountedVote> votes) {
        StringBuilder table = new StringBuilder(VOTES);
        Map<String, Integer> voters = new HashMap<>();
        int number = 0;
        for (CountedVote vote : votes) {
            String voter = vote.comparison().voter();
            voters.putIfAbsent(voter, voters.size() + 1);
            table.append(joined(List.of(
                    ++number,
                    vote.at().getEpochSecond(),
                    "v" + voters.get(voter),
                    vote.comparison().modelA(),
                    vote.comparison().modelB(),
                    outcome(vote.comparison().outcome()),
                    vote.mode().key(),
                    vote.subject().language().orElse(""),
                    vote.subject().category().key(),
                    vote.castBy().key(),
                    vote.source().orElse(""))));
        }
        return table.toString();
    }

    private static String line(BoardRow row, Standing standing, String method) {
        List<Object> cells = new ArrayList<>();
        cells.add(row.model());
        cells.add(row.card().map(ModelCard::name).orElse(""));
        cells.addAll(rating(row));
        cells.add(row.votes());
        cells.add(row.shareWon());
        cells.addAll(
                interval(standing.styled().flatMap(styled -> styled.ranked().model(row.model()))));
        cells.addAll(row.energy()
                .perAnswer()
                .<List<Object>>map(energy -> List.of(energy.mid(), energy.low(), energy.high()))
                .orElse(List.of("", "", "")));
        cells.add(row.card().map(card -> card.sizeClass(SizeScale.DECK).name()).orElse(""));
        cells.add(row.card().map(card -> card.openness().name()).orElse(""));
        cells.add(method);
        return joined(cells);
    }

    private static List<Object> rating(BoardRow row) {
        return row.ranked()
                .map(model -> Stream.concat(
                                Stream.<Object>of(
                                        model.bestRank(),
                                        model.worstRank(),
                                        row.tier().isPresent() ? row.tier().getAsInt() : "",
                                        model.preliminary()),
                                Stream.concat(interval(row.ranked()).stream(), Stream.of(model.standardError())))
                        .toList())
                .orElse(List.of("", "", "", "", "", "", "", ""));
    }

    private static List<Object> interval(Optional<RankedModel> model) {
        return model.<List<Object>>map(line -> List.of(line.rating(), line.low(), line.high()))
                .orElse(List.of("", "", ""));
    }

    private static String method(Standing standing) {
        String ranking = standing.ranking() instanceof Ranked ranked
                ? ranked.basis().model().key() + "; "
                        + ranked.basis().intervals().key() + " "
                        + Math.round(100 * ranked.basis().confidence()) + " %"
                : "no common scale";
        return ranking + "; " + standing.votes() + " votes; " + standing.method();
    }

    private static String outcome(Outcome outcome) {
        return switch (outcome) {
            case A -> "model_a";
            case B -> "model_b";
            case TIE -> "tie";
            case BOTH_BAD -> "both_bad";
        };
    }

    private static String joined(List<?> cells) {
        return cells.stream().map(cell -> field(String.valueOf(cell))).collect(Collectors.joining(",", "", "\n"));
    }

    /** A text that a spreadsheet would take for a formula gets an apostrophe before it. */
    private static String field(String text) {
        boolean number = text.matches("-?[0-9.]+(E-?[0-9]+)?");
        String safe = !number && !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return safe.matches("[^,\"\r\n]*") ? safe : '"' + safe.replace("\"", "\"\"") + '"';
    }
}
