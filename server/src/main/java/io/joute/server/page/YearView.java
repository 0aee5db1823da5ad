package io.joute.server.page;

import java.util.List;

/**
 * What so many answers a day would come to in a year, on both sides.
 *
 * @param action where the form leads
 * @param answers how many a day
 * @param most how many can be asked for
 * @param lede sentence above the figures
 */
public record YearView(
        String action, int answers, int most, String lede, String nameA, String nameB, List<MachineView.Row> rows) {
    public YearView {
        rows = List.copyOf(rows);
    }
}
