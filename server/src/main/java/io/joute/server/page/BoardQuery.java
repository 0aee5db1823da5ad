package io.joute.server.page;

import io.helidon.webserver.http.ServerRequest;
import io.joute.arena.board.BoardRow;
import io.joute.arena.board.CastBy;
import io.joute.arena.board.Origin;
import io.joute.arena.board.Selection;
import io.joute.arena.board.View;
import io.joute.arena.catalog.ModelCard;
import io.joute.arena.catalog.Openness;
import io.joute.arena.catalog.SizeClass;
import io.joute.arena.catalog.SizeScale;
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
import java.util.Locale;
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
 * @param size class of the rows, on the deck's scale
 * @param openness of the rows
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
        Optional<SizeClass> size,
        Optional<Openness> openness,
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
                asked(request, "size", Arrays.asList(SizeClass.values()), SizeClass::name),
                asked(request, "openness", Arrays.asList(Openness.values()), BoardQuery::key),
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

    /** Whether it asks to see a row; ranks are those among all. A model that cannot answer here and has no vote is in the catalogue only. */
    public boolean shows(BoardRow row) {
        boolean known = row.votes() > 0 || row.card().map(ModelCard::reachable).orElse(true);
        return known
                && size.map(wanted -> row.card()
                                .map(card -> card.sizeClass(SizeScale.DECK) == wanted)
                                .orElse(false))
                        .orElse(true)
                && openness.map(wanted -> row.card()
                                .map(card -> card.openness() == wanted)
                                .orElse(false))
                        .orElse(true);
    }

    /** The query again, what is usual left out: empty, or from the question mark on. */
    public String text() {
        return Stream.of(
                        pair("language", language),
                        pair("category", category.map(Category::key)),
                        pair("mode", mode.map(Mode::key)),
                        pair("since", period.map(Period::key)),
                        pair("by", unusual(castBy.key(), CastBy.PEOPLE.key())),
                        pair("origin", unusual(origin.key(), Origin.OWN.key())),
                        pair("size", size.map(SizeClass::name)),
                        pair("openness", openness.map(BoardQuery::key)),
                        pair("ties", unusual(ties.key(), RankingModel.BRADLEY_TERRY.key())),
                        pair("intervals", unusual(intervals.key(), Intervals.AUTOMATIC.key())),
                        pair("method", unusual(method.name(), new EcoLogits09().name())),
                        pair("style", style ? Optional.of("1") : Optional.empty()))
                .flatMap(Optional::stream)
                .reduce((all, next) -> all + '&' + next)
                .map(pairs -> '?' + pairs)
                .orElse("");
    }

    /** All values are words of ours that need no escape. */
    private static Optional<String> pair(String name, Optional<String> value) {
        return value.map(word -> name + '=' + word);
    }

    /** Name of an openness in addresses. */
    static String key(Openness openness) {
        return openness.name().toLowerCase(Locale.ROOT);
    }

    private static Optional<String> unusual(String value, String usual) {
        return value.equals(usual) ? Optional.empty() : Optional.of(value);
    }

    private static <T> Optional<T> asked(ServerRequest request, String name, List<T> values, Function<T, String> key) {
        Optional<String> given = request.query().first(name).asOptional().filter(text -> !text.isEmpty());
        return given.map(text -> values.stream()
                .filter(value -> key.apply(value).equals(text))
                .findFirst()
                .orElseThrow(() -> new Refusal(Fault.INVALID)));
    }
}
