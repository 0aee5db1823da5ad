package io.joute.arena.board;

import io.joute.arena.ranking.Outcome;
import io.joute.arena.ranking.Ranking;
import io.joute.arena.ranking.RankingOptions;
import io.joute.arena.ranking.StyleControlled;
import io.joute.arena.ranking.StyledTally;
import io.joute.arena.ranking.Tally;
import io.joute.arena.ranking.WinMatrix;
import java.util.List;
import java.util.Optional;

/** What some votes say of the models. */
record Fitted(Ranking ranking, WinMatrix wins, long votes, Sides sides, Optional<StyleControlled> styled) {
    static Fitted of(List<CountedVote> votes, RankingOptions options, boolean style) {
        Tally tally = new Tally();
        votes.forEach(vote -> tally.add(vote.comparison()));
        return new Fitted(
                Ranking.fit(tally, options),
                tally.winMatrix(),
                tally.comparisons(),
                sides(votes),
                style ? StyleControlled.fit(styledTally(votes), options) : Optional.empty());
    }

    private static StyledTally styledTally(List<CountedVote> votes) {
        StyledTally tally = new StyledTally();
        votes.forEach(
                vote -> vote.styles().ifPresent(styles -> tally.add(vote.comparison(), styles.left(), styles.right())));
        return tally;
    }

    private static Sides sides(List<CountedVote> votes) {
        return new Sides(count(votes, Outcome.A), count(votes, Outcome.B));
    }

    private static long count(List<CountedVote> votes, Outcome outcome) {
        return votes.stream()
                .filter(vote -> vote.comparison().outcome() == outcome)
                .count();
    }
}
