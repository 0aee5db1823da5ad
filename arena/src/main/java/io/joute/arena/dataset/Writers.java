package io.joute.arena.dataset;

import io.joute.arena.duel.Side;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** The files of an export, open at once: each duel's rows go to all of them. */
final class Writers implements Closeable {
    private final List<Writer<?>> writers = new ArrayList<>();

    /** Opens the files of a table. */
    interface Opener {
        List<TableFormat.Sink> open(Path table, List<Column> columns) throws IOException;
    }

    Writers(Set<Shape> shapes, Opener opener) throws IOException {
        boolean whole = false;
        try {
            for (Shape shape : Shape.values()) {
                if (shapes.contains(shape)) {
                    open(shape, opener);
                }
            }
            whole = true;
        } finally {
            if (!whole) {
                close();
            }
        }
    }

    private void open(Shape shape, Opener opener) throws IOException {
        switch (shape) {
            case JOUTE -> add(shape, OtherShapes.joute(), duel -> duel.turns().stream(), opener);
            case COMPARIA -> {
                add(shape, ComparIa.conversations(), Stream::of, opener);
                add(shape, ComparIa.votes(), duel -> duel.turns().stream().filter(ComparIa::isVote), opener);
                add(shape, ComparIa.reactions(), Writers::reactions, opener);
            }
            case COMPARIA_TURNS -> add(shape, OtherShapes.comparIaTurns(), duel -> duel.turns().stream(), opener);
            case LMARENA ->
                add(shape, OtherShapes.lmArena(), duel -> duel.turns().stream().filter(ComparIa::isVote), opener);
        }
    }

    private <T> void add(Shape shape, Table<T> table, Function<PublishedDuel, Stream<T>> items, Opener opener)
            throws IOException {
        Path file = Path.of(shape.key(), table.name());
        writers.add(new Writer<>(file, table, items, opener.open(file, table.columns())));
    }

    void write(PublishedDuel duel) throws IOException {
        for (Writer<?> writer : writers) {
            writer.write(duel);
        }
    }

    /** Rows written so far, by table. */
    SortedMap<String, Long> rows() {
        SortedMap<String, Long> rows = new TreeMap<>();
        writers.forEach(writer -> rows.put(writer.file.toString().replace('\\', '/'), writer.rows));
        return rows;
    }

    @Override
    public void close() throws IOException {
        Optional<IOException> failed = Optional.empty();
        for (Writer<?> writer : writers) {
            for (TableFormat.Sink sink : writer.sinks) {
                try {
                    sink.close();
                } catch (IOException e) {
                    failed = Optional.of(e);
                }
            }
        }
        if (failed.isPresent()) {
            throw failed.get();
        }
    }

    private static Stream<PublishedDuel.Reaction> reactions(PublishedDuel duel) {
        return duel.turns().stream()
                .flatMap(turn -> Stream.of(Side.values())
                        .flatMap(side -> Optional.ofNullable(
                                        turn.turn().reactions().get(side))
                                .stream()
                                .map(reaction -> new PublishedDuel.Reaction(turn, side, reaction))));
    }

    private static final class Writer<T> {
        private final Path file;
        private final Table<T> table;
        private final Function<PublishedDuel, Stream<T>> items;
        private final List<TableFormat.Sink> sinks;
        private long rows;

        Writer(Path file, Table<T> table, Function<PublishedDuel, Stream<T>> items, List<TableFormat.Sink> sinks) {
            this.file = file;
            this.table = table;
            this.items = items;
            this.sinks = List.copyOf(sinks);
        }

        void write(PublishedDuel duel) throws IOException {
            for (T item : items.apply(duel).toList()) {
                List<Cell> row = table.row(item);
                for (TableFormat.Sink sink : sinks) {
                    sink.write(row);
                }
                rows++;
            }
        }
    }
}
