package io.joute.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Draws a comparison as an SVG document: a group of bars for each work, each group to its own scale, since reading and
 * writing differ tenfold. Colours follow the reader's light or dark theme; words stay words.
 */
final class ComparisonChart {
    private static final int WIDTH = 860;
    private static final int LEFT = 190;
    private static final int LONGEST = 420;
    private static final int TOP = 84;
    private static final int BAR = 20;
    private static final int STEP = 26;
    private static final int GAP = 18;
    private static final int COLOURS = 4;
    private static final String STYLE = """
            <style>
            svg { background: #ffffff; font-family: system-ui, sans-serif; font-size: 14px }
            text { fill: #1b1b1f } .quiet { fill: #55555e } .title { font-size: 17px; font-weight: 600 }
            .c0 { fill: #1f5fbf } .c1 { fill: #8a8d96 } .c2 { fill: #b5701e } .c3 { fill: #8a4fae }
            .whisker { stroke: #1b1b1f; stroke-width: 1.5 }
            @media (prefers-color-scheme: dark) {
            svg { background: #16171b } text { fill: #ececf1 } .quiet { fill: #a9abb6 }
            .c0 { fill: #7fb0ff } .c1 { fill: #7d818c } .c2 { fill: #e0a050 } .c3 { fill: #c79be6 }
            .whisker { stroke: #ececf1 }
            }
            </style>
            """;

    private final Comparison comparison;
    private final List<String> engines;
    private final StringBuilder svg = new StringBuilder();
    private int y = TOP;

    ComparisonChart(Comparison comparison) {
        this.comparison = comparison;
        this.engines = comparison.engines();
    }

    private record Bar(String engine, int colour, Spread rates, String note) {}

    /** The whole document. */
    String document() {
        comparison.rows().forEach(this::group);
        int height = y + GAP;
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + WIDTH + "\" height=\"" + height
                + "\" viewBox=\"0 0 "
                + WIDTH + " " + height + "\" role=\"img\" aria-labelledby=\"t d\">\n<title id=\"t\">"
                + escaped(comparison.title()) + "</title>\n<desc id=\"d\">" + escaped(description()) + "</desc>\n"
                + STYLE
                + text(16, 30, "title", comparison.title())
                + text(
                        16,
                        54,
                        "quiet",
                        "Tokens per second, medians; turns of each: " + comparison.rounds()
                                + "; each group to its own scale; lines: lowest to highest run")
                + svg + "</svg>\n";
    }

    private void group(Comparison.Row row) {
        List<Bar> bars = bars(row);
        double most = bars.stream().mapToDouble(bar -> bar.rates.high()).max().orElse(1);
        svg.append(text(16, y + BAR - 5, "", row.work()));
        for (Bar bar : bars) {
            draw(bar, LONGEST / most);
            y += STEP;
        }
        y += GAP;
    }

    private List<Bar> bars(Comparison.Row row) {
        List<Bar> bars = new ArrayList<>();
        bars.add(new Bar("Joute", 0, row.joute(), ""));
        for (Comparison.Against other : row.others()) {
            int colour = 1 + engines.indexOf(other.engine()) % (COLOURS - 1);
            String note = " (Joute × " + Comparison.ratio(other.ratio().median()) + ")";
            bars.add(new Bar(other.engine(), colour, other.tokensPerSecond(), note));
        }
        return bars;
    }

    private void draw(Bar bar, double scale) {
        svg.append(String.format(
                Locale.ROOT,
                "<rect class=\"c%d\" x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" rx=\"2\"/>\n",
                bar.colour,
                LEFT,
                y,
                Math.max(1, bar.rates.median() * scale),
                BAR));
        svg.append(String.format(
                Locale.ROOT,
                "<line class=\"whisker\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\"/>\n",
                LEFT + bar.rates.low() * scale,
                LEFT + bar.rates.high() * scale,
                y + BAR / 2,
                y + BAR / 2));
        String words = Quantities.significant(bar.rates.median(), 3) + "  " + shortName(bar.engine) + bar.note;
        svg.append(text((int) (LEFT + bar.rates.high() * scale) + 8, y + BAR - 5, "", words));
    }

    /** Without what stands in brackets, for which there is no room. */
    private static String shortName(String engine) {
        return engine.replaceFirst(" \\(.*", "");
    }

    private String description() {
        StringBuilder all = new StringBuilder();
        for (Comparison.Row row : comparison.rows()) {
            for (Bar bar : bars(row)) {
                all.append(row.work())
                        .append(": ")
                        .append(bar.engine)
                        .append(' ')
                        .append(Quantities.significant(bar.rates.median(), 3))
                        .append(bar.note)
                        .append(". ");
            }
        }
        return all.toString().strip();
    }

    private static String text(int x, int y, String style, String words) {
        return "<text x=\"" + x + "\" y=\"" + y + "\"" + (style.isEmpty() ? "" : " class=\"" + style + "\"") + ">"
                + escaped(words) + "</text>\n";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
