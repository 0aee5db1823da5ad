package io.joute.server.page;

import io.helidon.webserver.http.ServerRequest;
import io.joute.arena.board.BoardRow;
import io.joute.arena.catalog.ModelCard;
import io.joute.arena.catalog.ModelStatus;
import io.joute.arena.catalog.Openness;
import io.joute.arena.catalog.SizeClass;
import io.joute.arena.energy.EnergyClass;
import io.joute.arena.energy.Estimates;
import io.joute.server.http.Fault;
import io.joute.server.http.Refusal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which rows and columns of a leaderboard are asked for, and in what order; votes, ratings and ranks stay as they are.
 *
 * @param size class of the models, on the deck's scale
 * @param openness of the models
 * @param maker of the models
 * @param energy class that the models may be of
 * @param where the models are
 * @param columns chosen, besides those that are always there
 * @param chosen whether columns were chosen
 * @param by column that rows are ordered by
 * @param reversed whether that order is turned around
 */
public record BoardRows(
        Optional<SizeClass> size,
        Optional<Openness> openness,
        Optional<String> maker,
        Optional<EnergyClass> energy,
        Optional<Where> where,
        Set<BoardColumn> columns,
        boolean chosen,
        BoardColumn by,
        boolean reversed) {
    private static final int LONGEST = 200;
    private static final String REVERSED = "-";

    /** Where a model is. */
    public enum Where {
        /** It answers, in this arena. */
        HERE,
        /** It was retired. */
        ARCHIVED,
        /** It does not answer here, and was not retired. */
        ELSEWHERE;

        static Where of(ModelCard card) {
            if (card.status() == ModelStatus.ARCHIVED) {
                return ARCHIVED;
            }
            return card.reachable() ? HERE : ELSEWHERE;
        }

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public BoardRows {
        columns = Set.copyOf(columns);
    }

    static BoardRows of(ServerRequest request) {
        List<String> columns = request.query().all("column", List::of);
        Optional<String> sort = BoardQuery.given(request, "sort");
        String by = sort.map(text -> text.startsWith(REVERSED) ? text.substring(1) : text)
                .orElse(BoardColumn.RANK.key());
        return new BoardRows(
                BoardQuery.asked(request, "size", Arrays.asList(SizeClass.values()), SizeClass::name),
                BoardQuery.asked(request, "openness", Arrays.asList(Openness.values()), BoardRows::key),
                BoardQuery.given(request, "maker").map(BoardRows::notTooLong),
                BoardQuery.asked(request, "energy", Arrays.asList(EnergyClass.values()), EnergyClass::name),
                BoardQuery.asked(request, "where", Arrays.asList(Where.values()), Where::key),
                columns(columns),
                !columns.isEmpty(),
                column(by, Arrays.stream(BoardColumn.values()).filter(BoardColumn::sorts)),
                sort.filter(text -> text.startsWith(REVERSED)).isPresent());
    }

    private static Set<BoardColumn> columns(List<String> asked) {
        if (asked.isEmpty()) {
            return BoardColumn.usual();
        }
        return asked.contains(BoardColumn.ALL)
                ? Set.copyOf(BoardColumn.choosable())
                : asked.stream()
                        .map(key -> column(key, BoardColumn.choosable().stream()))
                        .collect(Collectors.toCollection(() -> EnumSet.noneOf(BoardColumn.class)));
    }

    private static BoardColumn column(String key, Stream<BoardColumn> among) {
        return among.filter(column -> column.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new Refusal(Fault.INVALID));
    }

    private static String notTooLong(String text) {
        if (text.length() > LONGEST) {
            throw new Refusal(Fault.INVALID);
        }
        return text;
    }

    /** Whether a row is asked for. A model that cannot answer here and has no vote is in the catalogue only. */
    boolean shows(BoardRow row) {
        return known(row)
                && fits(row, size, (card, wanted) -> card.sizeClass(Cards.SCALE) == wanted)
                && fits(row, openness, (card, wanted) -> card.openness() == wanted)
                && fits(row, maker, (card, wanted) -> card.maker().equals(wanted))
                && fits(row, energy, BoardRows::mayBe)
                && fits(row, where, (card, wanted) -> Where.of(card) == wanted);
    }

    static boolean known(BoardRow row) {
        return row.votes() > 0 || row.card().map(ModelCard::reachable).orElse(true);
    }

    private interface Test<T> {
        boolean admits(ModelCard card, T wanted);
    }

    private static <T> boolean fits(BoardRow row, Optional<T> wanted, Test<T> test) {
        return wanted.isEmpty()
                || row.card().map(card -> test.admits(card, wanted.get())).orElse(false);
    }

    /** The class of a model whose size is a range is a range. */
    private static boolean mayBe(ModelCard card, EnergyClass wanted) {
        EnergyClass.Span span = Estimates.classOf(card);
        return span.best().compareTo(wanted) <= 0 && wanted.compareTo(span.worst()) <= 0;
    }

    /** Those shown, in their order. */
    List<BoardColumn> shown() {
        return Arrays.stream(BoardColumn.values()).filter(this::isShown).toList();
    }

    /** Those that a file has: all of them unless some were chosen. */
    public List<BoardColumn> inFiles() {
        return chosen ? shown() : List.of(BoardColumn.values());
    }

    private boolean isShown(BoardColumn column) {
        return column.always() || columns.contains(column);
    }

    /** Whether the greatest comes first. */
    boolean descending() {
        return by.mostFirst() != reversed;
    }

    /** The same by another column; or turned around, when they are by that one. */
    BoardRows sortedBy(BoardColumn column) {
        return new BoardRows(size, openness, maker, energy, where, columns, chosen, column, column == by && !reversed);
    }

    /** How it is sorted, as addresses say it; empty when that is usual. */
    String sort() {
        return by == BoardColumn.RANK && !reversed ? "" : (reversed ? REVERSED : "") + by.key();
    }

    /** Pairs of the query, what is usual left out. */
    Stream<String> pairs() {
        return pairs(columns.equals(BoardColumn.usual()) ? Stream.empty() : named());
    }

    /** The same with the columns that are shown, be they the usual ones. */
    Stream<String> pairsOfFile() {
        return pairs(named());
    }

    private Stream<String> named() {
        return BoardColumn.choosable().stream().filter(columns::contains).map(column -> "column=" + column.key());
    }

    private Stream<String> pairs(Stream<String> named) {
        return Stream.of(
                        size.map(value -> "size=" + value.name()).stream(),
                        openness.map(value -> "openness=" + key(value)).stream(),
                        maker.map(value -> "maker=" + URLEncoder.encode(value, StandardCharsets.UTF_8)).stream(),
                        energy.map(value -> "energy=" + value.name()).stream(),
                        where.map(value -> "where=" + value.key()).stream(),
                        named,
                        Stream.of(sort()).filter(text -> !text.isEmpty()).map(text -> "sort=" + text))
                .flatMap(pair -> pair);
    }

    /** Name of an openness in addresses. */
    static String key(Openness openness) {
        return openness.name().toLowerCase(Locale.ROOT);
    }
}
