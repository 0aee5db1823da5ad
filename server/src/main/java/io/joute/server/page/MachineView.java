package io.joute.server.page;

import java.util.List;

/** What was counted and measured on this machine. */
public record MachineView(String nameA, String nameB, List<Row> rows, String sentence) {
    public MachineView {
        rows = List.copyOf(rows);
    }

    /** A figure of both sides. */
    public record Row(String name, String a, String b) {}
}
