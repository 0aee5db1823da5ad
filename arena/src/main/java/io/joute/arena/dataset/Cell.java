package io.joute.arena.dataset;

import java.util.List;
import java.util.Optional;

/** A value in a row. */
public sealed interface Cell {
    /** Nothing known. */
    record None() implements Cell {}

    /** Characters. */
    record Text(String value) implements Cell {}

    /** A whole number. */
    record Whole(long value) implements Cell {}

    /** A number; never infinite, always a number. */
    record Real(double value) implements Cell {
        public Real {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("a cell is " + value + ", expected a finite number");
            }
        }
    }

    /** Yes or no. */
    record Flag(boolean value) implements Cell {}

    /** A list. */
    record Many(List<Cell> values) implements Cell {
        public Many {
            values = List.copyOf(values);
        }
    }

    /** The fields of a group, in the order of its type. */
    record Group(List<Cell> values) implements Cell {
        public Group {
            values = List.copyOf(values);
        }
    }

    /** Nothing known. */
    static Cell none() {
        return new None();
    }

    /** A text. */
    static Cell text(String value) {
        return new Text(value);
    }

    /** A text, if there is one. */
    static Cell text(Optional<String> value) {
        return value.<Cell>map(Text::new).orElseGet(None::new);
    }

    /** A list of texts. */
    static Cell texts(List<String> values) {
        return new Many(values.stream().map(Cell::text).toList());
    }

    /** A number, if there is one. */
    static Cell real(Optional<Double> value) {
        return value.<Cell>map(Real::new).orElseGet(None::new);
    }

    /** A whole number, if there is one. */
    static Cell whole(Optional<Long> value) {
        return value.<Cell>map(Whole::new).orElseGet(None::new);
    }
}
