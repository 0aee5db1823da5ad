package io.joute.server.page;

import java.util.List;

/**
 * What was counted and measured on this machine.
 *
 * @param sentence how many times the energy of the other; empty where the two cannot be compared
 * @param settings how answers were drawn
 */
public record MachineView(String nameA, String nameB, List<Row> rows, String sentence, String settings) {
    public MachineView {
        rows = List.copyOf(rows);
    }

    /** A figure of both sides. */
    public record Row(String name, String a, String b) {}
}
