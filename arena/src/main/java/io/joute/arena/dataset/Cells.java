package io.joute.arena.dataset;

import io.joute.arena.catalog.ModelCard;
import io.joute.arena.duel.DuelEvent;
import io.joute.arena.duel.Side;
import io.joute.arena.energy.Estimate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Ways to make fields of tables, and the cells that several tables have. */
final class Cells {
    static final ColumnType TEXT = new ColumnType.Text();
    static final ColumnType WHOLE = new ColumnType.Whole();
    static final ColumnType REAL = new ColumnType.Real();
    static final ColumnType FLAG = new ColumnType.Flag();
    static final ColumnType TEXTS = new ColumnType.Many(TEXT);

    private static final double NANOS = 1e9;
    private static final double WH_PER_KWH = 1000;

    private static final ColumnType METADATA = new ColumnType.Group(List.of(
            new Column("generation_id", TEXT), new Column("output_tokens", WHOLE), new Column("duration", REAL)));

    /** A conversation as compar:IA's first datasets have it. */
    static final ColumnType CONVERSATION = new ColumnType.Many(new ColumnType.Group(List.of(
            new Column("role", TEXT),
            new Column("content", TEXT),
            new Column("reasoning_content", TEXT),
            new Column("metadata", METADATA))));

    private Cells() {}

    static <T> Table.Field<T> text(String name, Function<T, String> value) {
        return new Table.Field<>(new Column(name, TEXT), item -> Cell.text(value.apply(item)));
    }

    static <T> Table.Field<T> maybeText(String name, Function<T, Optional<String>> value) {
        return new Table.Field<>(new Column(name, TEXT), item -> Cell.text(value.apply(item)));
    }

    static <T> Table.Field<T> texts(String name, Function<T, List<String>> value) {
        return new Table.Field<>(new Column(name, TEXTS), item -> Cell.texts(value.apply(item)));
    }

    static <T> Table.Field<T> whole(String name, Function<T, Long> value) {
        return new Table.Field<>(new Column(name, WHOLE), item -> new Cell.Whole(value.apply(item)));
    }

    static <T> Table.Field<T> maybeWhole(String name, Function<T, Optional<Long>> value) {
        return new Table.Field<>(new Column(name, WHOLE), item -> Cell.whole(value.apply(item)));
    }

    static <T> Table.Field<T> real(String name, Function<T, Optional<Double>> value) {
        return new Table.Field<>(new Column(name, REAL), item -> Cell.real(value.apply(item)));
    }

    static <T> Table.Field<T> flag(String name, Function<T, Boolean> value) {
        return new Table.Field<>(new Column(name, FLAG), item -> new Cell.Flag(value.apply(item)));
    }

    static <T> Table.Field<T> field(String name, ColumnType type, Function<T, Cell> value) {
        return new Table.Field<>(new Column(name, type), value);
    }

    static <T> Table.Field<T> none(String name, ColumnType type) {
        return new Table.Field<>(new Column(name, type), item -> Cell.none());
    }

    @SafeVarargs
    static <T> List<Table.Field<T>> all(List<Table.Field<T>> first, List<Table.Field<T>>... more) {
        List<Table.Field<T>> all = new ArrayList<>(first);
        for (List<Table.Field<T>> part : more) {
            all.addAll(part);
        }
        return List.copyOf(all);
    }

    /** The turns before {@code end} as compar:IA's conversations. */
    static Cell conversation(PublishedDuel duel, Side side, int end) {
        List<Cell> messages = new ArrayList<>();
        duel.duel().turns().stream().limit(end).forEach(turn -> {
            messages.add(message("user", turn.asked().prompt(), Cell.none()));
            turn.answered(side)
                    .ifPresent(answer -> messages.add(message("assistant", answer.text(), metadata(answer))));
        });
        return new Cell.Many(messages);
    }

    private static Cell message(String role, String content, Cell metadata) {
        return new Cell.Group(List.of(Cell.text(role), Cell.text(content), Cell.none(), metadata));
    }

    private static Cell metadata(DuelEvent.Answered answer) {
        return new Cell.Group(
                List.of(Cell.none(), new Cell.Whole(answer.usage().outputTokens()), new Cell.Real(seconds(answer))));
    }

    static double seconds(DuelEvent.Answered answer) {
        return (answer.usage().prefillNanos() + answer.usage().decodeNanos()) / NANOS;
    }

    static Optional<Double> kilowattHours(PublishedDuel duel, List<DuelEvent.Answered> answers) {
        return duel.wattHours(answers, Estimate::mid).map(wh -> wh / WH_PER_KWH);
    }

    static Optional<Double> parameters(Optional<ModelCard> card, Function<ModelCard, Double> billions) {
        return card.map(billions);
    }

    /** Both names, sorted. */
    static List<String> pairNames(PublishedDuel duel) {
        return Stream.of(duel.model(Side.LEFT), duel.model(Side.RIGHT)).sorted().toList();
    }
}
