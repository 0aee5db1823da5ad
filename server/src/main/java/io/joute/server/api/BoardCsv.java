package io.joute.server.api;

import io.joute.arena.board.BoardRow;
import io.joute.arena.board.CountedVote;
import io.joute.arena.ranking.Outcome;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A leaderboard and its votes as tables. */
final class BoardCsv {
    private static final String VOTES =
            "vote_id,ts,voter_id,model_a,model_b,outcome,mode,language,category,cast_by,source\n";

    private BoardCsv() {}

    /** Rows of a board. */
    static String table(BoardTable table, List<BoardRow> rows) {
        return rows.stream()
                .map(row -> joined(table.cells(row)))
                .collect(Collectors.joining("", joined(table.heads()), ""));
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
