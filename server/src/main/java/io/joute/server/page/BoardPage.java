package io.joute.server.page;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The leaderboard.
 *
 * @param lede how many votes
 * @param filters what is chosen, and what may be
 * @param query of this address, for pages and files of the same choices
 * @param file query of files of exactly what is shown
 * @param missing why there is no leaderboard; empty when there is one
 * @param wanted votes that would make one
 * @param provisional ratings that exist all the same, marked as such
 * @param tables one, or one for each group that no vote connects to the others
 * @param counts votes of each model, while there is no rating
 * @param plot quality against energy, or null when there is nothing to draw
 * @param method how the ratings were made
 * @param published datasets of this arena, the latest first
 * @param remarks what else must be said: sides, votes left out, what style is worth
 */
public record BoardPage(
        Shell shell,
        String lede,
        BoardFilters filters,
        String query,
        String file,
        List<String> missing,
        List<String> wanted,
        List<String> provisional,
        List<Table> tables,
        List<Row> counts,
        @Nullable Plot plot,
        String method,
        List<Published> published,
        List<String> remarks) {
    public BoardPage {
        missing = List.copyOf(missing);
        wanted = List.copyOf(wanted);
        tables = List.copyOf(tables);
        counts = List.copyOf(counts);
        provisional = List.copyOf(provisional);
        published = List.copyOf(published);
        remarks = List.copyOf(remarks);
    }

    /** Copy that offers these datasets. */
    BoardPage offering(List<Published> datasets) {
        return new BoardPage(
                shell,
                lede,
                filters,
                query,
                file,
                missing,
                wanted,
                provisional,
                tables,
                counts,
                plot,
                method,
                datasets,
                remarks);
    }

    /** A dataset: what it is, and its id in addresses. */
    public record Published(String text, String id) {}

    /** Models on one scale. */
    public record Table(
            String id,
            String title,
            String caption,
            String axisLow,
            String axisHigh,
            List<Head> heads,
            List<Row> rows) {
        public Table {
            heads = List.copyOf(heads);
            rows = List.copyOf(rows);
        }
    }

    /**
     * The head of a column.
     *
     * @param sort address where rows are in its order; empty when they cannot be
     * @param order {@code ascending} or {@code descending} when they are now; else empty
     */
    public record Head(String key, String text, String sort, String order) {}

    /**
     * A model.
     *
     * @param plain cells of a few words, by the key of their column
     * @param raw its rating without control of style, where that is controlled for; else empty
     * @param apart how many more votes would tell it from the next one
     */
    public record Row(
            String id,
            String name,
            String detail,
            String rank,
            String rating,
            Bar bar,
            String interval,
            boolean preliminary,
            String votes,
            String won,
            Energy energy,
            Energy energyOfTokens,
            String raw,
            String apart,
            Map<String, String> plain) {
        public Row {
            plain = Map.copyOf(plain);
        }
    }

    /** What answers cost: an estimate, its interval, and what a meter read; what is not known is empty. */
    public record Energy(String mid, String interval, String measured) {
        static final Energy NONE = new Energy("", "", "");
    }

    /**
     * Quality against energy, drawn on a field of 720 by 420.
     *
     * @param bargain what costs less among the best, in one sentence
     * @param front corners of the line through the models that no other beats at less energy
     */
    public record Plot(
            List<Tick> across,
            List<Tick> up,
            List<Mark> marks,
            String front,
            String xLabel,
            String sentence,
            String bargain) {
        public Plot {
            across = List.copyOf(across);
            up = List.copyOf(up);
            marks = List.copyOf(marks);
        }
    }

    /** A line of the grid. */
    public record Tick(double at, String text) {}

    /**
     * Where a name stands.
     *
     * @param anchor which end of it is there: {@code start} or {@code end}
     */
    public record Label(double x, double y, String anchor) {}

    /**
     * A model: a cross of two intervals.
     *
     * @param label where its name stands
     * @param onFront whether no other is as good for less
     * @param sure whether another is surely better and surely cheaper
     * @param measured where what a meter read stands; negative without one
     * @param row the same in words
     */
    public record Mark(
            String name,
            Label label,
            double x,
            double left,
            double right,
            double y,
            double top,
            double bottom,
            boolean onFront,
            boolean sure,
            double measured,
            Words row) {
        /** A mark in words, for the table under the drawing. */
        public record Words(String rating, String energy, String measured, String standing) {}
    }
}
