package io.joute.server.page;

import io.helidon.webserver.http.ServerRequest;
import io.joute.arena.board.BoardRow;
import io.joute.arena.board.CastBy;
import io.joute.arena.board.Origin;
import io.joute.arena.board.Selection;
import io.joute.arena.board.View;
import io.joute.arena.duel.Mode;
import io.joute.arena.energy.EcoLogits09;
import io.joute.arena.energy.EnergyMethod;
import io.joute.arena.prompt.Category;
import io.joute.arena.prompt.Subjects;
import io.joute.arena.ranking.Intervals;
import io.joute.arena.ranking.RankingModel;
import io.joute.server.http.Fault;
import io.joute.server.http.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What the query of a leaderboard's address asks for: which votes, which rows, and how they are ranked.
 *
 * <p>The bootstrap is left to {@code joute rank}: a thousand fits are nothing that any visitor may ask of a server.
 *
 * @param language of the prompts
 * @param category of the prompts
 * @param mode of the duels
 * @param period how far back
 * @param castBy by people or by a judge
 * @param origin of the votes
 * @param rows which rows and columns, in what order
 * @param ties how a tie is thought to come about
 * @param intervals how uncertainty is computed
 * @param method energy method
 * @param style whether style is controlled for
 */
public record BoardQuery(
        Optional<String> language,
        Optional<Category> category,
        Optional<Mode> mode,
        Optional<Period> period,
        CastBy castBy,
        Origin origin,
        BoardRows rows,
        RankingModel ties,
        Intervals intervals,
        EnergyMethod method,
        boolean style) {
    /** Kinds of intervals that a page offers. */
    static final List<Intervals> INTERVALS =
            List.of(Intervals.AUTOMATIC, Intervals.CLUSTER, Intervals.SANDWICH, Intervals.FISHER);

    /** How far back votes count. */
    public enum Period {
        WEEK(7),
        MONTH(30),
        YEAR(365);

        private final int days;

        Period(int days) {
            this.days = days;
        }

        /** Its name in addresses: a number of days. */
        String key() {
            return Integer.toString(days);
        }
    }

    /**
     * Read the query of a request.
     *
     * @throws Refusal when it names something that does not exist
     */
    public static BoardQuery of(ServerRequest request) {
        return new BoardQuery(
                asked(request, "language", Subjects.LANGUAGES, Function.identity()),
                asked(request, "category", Arrays.asList(Category.values()), Category::key),
                asked(request, "mode", Arrays.asList(Mode.values()), Mode::key),
                asked(request, "since", Arrays.asList(Period.values()), Period::key),
                asked(request, "by", Arrays.asList(CastBy.values()), CastBy::key)
                        .orElse(CastBy.PEOPLE),
                asked(request, "origin", Arrays.asList(Origin.values()), Origin::key)
                        .orElse(Origin.OWN),
                BoardRows.of(request),
                asked(request, "ties", Arrays.asList(RankingModel.values()), RankingModel::key)
                        .orElse(RankingModel.BRADLEY_TERRY),
                asked(request, "intervals", INTERVALS, Intervals::key).orElse(Intervals.AUTOMATIC),
                asked(request, "method", EnergyMethod.all(), EnergyMethod::name).orElse(new EcoLogits09()),
                asked(request, "style", List.of("1"), value -> value).isPresent());
    }

    /** The view that it asks for; hours are whole, so that looks within one share their work. */
    public View view(Instant now) {
        Instant hour = now.truncatedTo(ChronoUnit.HOURS);
        return new View(
                new Selection(
                        language,
                        category,
                        mode,
                        period.map(back -> hour.minus(Duration.ofDays(back.days))),
                        castBy,
                        origin,
                        false),
                ties,
                intervals,
                method,
                style);
    }

    /** Whether it asks to see a row; ranks are those among all. */
    public boolean shows(BoardRow row) {
        return rows.shows(row);
    }

    /** The same with rows ordered by a column, or in the other direction when they are already. */
    BoardQuery sortedBy(BoardColumn column) {
        return new BoardQuery(
                language,
                category,
                mode,
                period,
                castBy,
                origin,
                rows.sortedBy(column),
                ties,
                intervals,
                method,
                style);
    }

    /** The query again, what is usual left out: empty, or from the question mark on. */
    public String text() {
        return text(rows.pairs());
    }

    /** The same, for a file that has the columns shown. */
    String textOfFile() {
        return text(rows.pairsOfFile());
    }

    private String text(Stream<String> pairsOfRows) {
        Stream<String> votes = Stream.of(
                        pair("language", language),
                        pair("category", category.map(Category::key)),
                        pair("mode", mode.map(Mode::key)),
                        pair("since", period.map(Period::key)),
                        pair("by", unusual(castBy.key(), CastBy.PEOPLE.key())),
                        pair("origin", unusual(origin.key(), Origin.OWN.key())),
                        pair("ties", unusual(ties.key(), RankingModel.BRADLEY_TERRY.key())),
                        pair("intervals", unusual(intervals.key(), Intervals.AUTOMATIC.key())),
                        pair("method", unusual(method.name(), new EcoLogits09().name())),
                        pair("style", style ? Optional.of("1") : Optional.empty()))
                .flatMap(Optional::stream);
        return Stream.concat(votes, pairsOfRows)
                .reduce((all, next) -> all + '&' + next)
                .map(pairs -> '?' + pairs)
                .orElse("");
    }

    /** These values are words of ours that need no escape. */
    private static Optional<String> pair(String name, Optional<String> value) {
        return value.map(word -> name + '=' + word);
    }

    private static Optional<String> unusual(String value, String usual) {
        return value.equals(usual) ? Optional.empty() : Optional.of(value);
    }

    static <T> Optional<T> asked(ServerRequest request, String name, List<T> values, Function<T, String> key) {
        return given(request, name)
                .map(text -> values.stream()
                        .filter(value -> key.apply(value).equals(text))
                        .findFirst()
                        .orElseThrow(() -> new Refusal(Fault.INVALID)));
    }

    static Optional<String> given(ServerRequest request, String name) {
        return request.query().first(name).asOptional().filter(text -> !text.isEmpty());
    }
}
