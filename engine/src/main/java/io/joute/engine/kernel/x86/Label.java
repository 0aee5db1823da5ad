package io.joute.engine.kernel.x86;

import java.util.ArrayList;
import java.util.List;

/** A place in code, jumped to before or after it is known. */
final class Label {
    private static final int UNKNOWN = -1;

    private int position = UNKNOWN;
    private final List<Integer> waiting = new ArrayList<>();

    boolean known() {
        return position != UNKNOWN;
    }

    int position() {
        if (!known()) {
            throw new IllegalStateException("a label is used, but stands nowhere");
        }
        return position;
    }

    void place(int at) {
        if (known()) {
            throw new IllegalStateException("a label stands at " + position + " and at " + at);
        }
        position = at;
    }

    /** Where four bytes wait for the distance to here. */
    List<Integer> waiting() {
        return waiting;
    }
}
