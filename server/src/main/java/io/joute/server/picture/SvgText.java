package io.joute.server.picture;

import java.awt.geom.PathIterator;
import java.util.ArrayList;
import java.util.List;

/** Writes a picture as SVG: one path a colour and layer, coordinates to a tenth of a pixel. */
final class SvgText {
    private final Picture picture;

    SvgText(Picture picture) {
        this.picture = picture;
    }

    String document() {
        StringBuilder svg = new StringBuilder(64 * 1024);
        svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"")
                .append(picture.width())
                .append("\" height=\"")
                .append(picture.height())
                .append("\" viewBox=\"0 0 ")
                .append(picture.width())
                .append(' ')
                .append(picture.height())
                .append("\" role=\"img\" aria-labelledby=\"t d\">\n<title id=\"t\">")
                .append(escaped(picture.title()))
                .append("</title>\n<desc id=\"d\">")
                .append(escaped(picture.text()))
                .append("</desc>\n");
        runs().forEach(run -> path(svg, run));
        return svg.append("</svg>\n").toString();
    }

    /** Neighbours of one colour are one path; they are opaque and wound alike, so that nothing changes. */
    private List<List<Mark>> runs() {
        List<List<Mark>> runs = new ArrayList<>();
        for (Mark mark : picture.marks()) {
            if (runs.isEmpty() || runs.getLast().getLast().rgb() != mark.rgb()) {
                runs.add(new ArrayList<>());
            }
            runs.getLast().add(mark);
        }
        return runs;
    }

    private static void path(StringBuilder svg, List<Mark> run) {
        svg.append("<path fill=\"#")
                .append("%06x".formatted(run.getFirst().rgb() & 0xffffff))
                .append("\" d=\"");
        run.forEach(mark -> outline(svg, mark.shape().getPathIterator(null)));
        svg.append("\"/>\n");
    }

    private static void outline(StringBuilder svg, PathIterator path) {
        double[] points = new double[6];
        for (; !path.isDone(); path.next()) {
            switch (path.currentSegment(points)) {
                case PathIterator.SEG_MOVETO -> segment(svg, 'M', points, 2);
                case PathIterator.SEG_LINETO -> segment(svg, 'L', points, 2);
                case PathIterator.SEG_QUADTO -> segment(svg, 'Q', points, 4);
                case PathIterator.SEG_CUBICTO -> segment(svg, 'C', points, 6);
                default -> svg.append('Z');
            }
        }
    }

    private static void segment(StringBuilder svg, char command, double[] points, int count) {
        svg.append(command);
        for (int i = 0; i < count; i++) {
            long tenths = Math.round(points[i] * 10);
            if (i > 0) {
                svg.append(' ');
            }
            svg.append(tenths % 10 == 0 ? Long.toString(tenths / 10) : Double.toString(tenths / 10.0));
        }
    }

    private static String escaped(String text) {
        StringBuilder safe = new StringBuilder();
        text.codePoints().forEach(code -> {
            switch (code) {
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '&' -> safe.append("&amp;");
                default -> safe.appendCodePoint(allowed(code) ? code : ' ');
            }
        });
        return safe.toString();
    }

    /** What XML 1.0 may hold. */
    private static boolean allowed(int code) {
        return code == '\t'
                || code == '\n'
                || (code >= 0x20 && code <= 0xD7FF)
                || (code >= 0xE000 && code <= 0xFFFD)
                || code >= 0x10000;
    }
}
