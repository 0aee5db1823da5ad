package io.joute.server.picture;

import java.awt.Shape;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Where a picture is made, shape by shape; in pixels from the top left. Used by one thread. */
public final class Canvas {
    private static final Pattern SPACES = Pattern.compile("\\s+");

    private final int width;
    private final int height;
    private final Faces faces;
    private final List<Mark> marks = new ArrayList<>();

    /** The two weights that words are drawn in. */
    public record Faces(Face text, Face bold) {
        /** Read them from the jar. */
        public static Faces read() {
            return new Faces(Face.text(), Face.bold());
        }
    }

    /**
     * How words look.
     *
     * @param size in pixels
     * @param bold whether they are names or figures
     * @param rgb their colour
     */
    public record Style(double size, boolean bold, int rgb) {
        /** The same, smaller or larger. */
        public Style at(double other) {
            return new Style(other, bold, rgb);
        }
    }

    /** A picture of one colour. */
    public Canvas(int width, int height, Faces faces, int background) {
        this.width = width;
        this.height = height;
        this.faces = faces;
        box(0, 0, width, height, background);
    }

    /** Fill a rectangle. */
    public void box(double x, double y, double across, double down, int rgb) {
        fill(new Rectangle2D.Double(x, y, across, down), rgb);
    }

    /** Fill a rectangle with round ends. */
    public void pill(double x, double y, double across, double down, int rgb) {
        fill(new RoundRectangle2D.Double(x, y, across, down, down, down), rgb);
    }

    /** Fill a shield that a letter may stand in. */
    public void shield(double x, double y, double across, int rgb) {
        double down = across * 1.15;
        Path2D.Double shield = new Path2D.Double();
        shield.moveTo(x, y);
        shield.lineTo(x + across, y);
        shield.lineTo(x + across, y + down * 0.52);
        shield.quadTo(x + across, y + down * 0.82, x + across / 2, y + down);
        shield.quadTo(x, y + down * 0.82, x, y + down * 0.52);
        shield.closePath();
        fill(shield, rgb);
    }

    /** Write on one line from a point of its baseline; how wide it became. */
    public double write(String text, double x, double y, Style style) {
        fill(face(style).outline(text, x, y, style.size), style.rgb);
        return width(text, style);
    }

    /** Write on one line that ends at a point of its baseline. */
    public void writeTo(String text, double x, double y, Style style) {
        write(text, x - width(text, style), y, style);
    }

    /** Write on one line around a point of its baseline. */
    public void writeAround(String text, double x, double y, Style style) {
        write(text, x - width(text, style) / 2, y, style);
    }

    /** Write on one line that is at most so wide: smaller where needed, down to two thirds, then cut. */
    public double writeWithin(String text, double x, double y, double most, Style style) {
        double wide = width(text, style);
        Style fitting = wide <= most ? style : style.at(Math.max(style.size * 2 / 3, style.size * most / wide));
        return write(cut(text, most, fitting), x, y, fitting);
    }

    /** The lines of a text that is at most so wide and so many lines high, the rest cut. */
    public List<String> lines(String text, double most, int count, Style style) {
        List<String> lines = new ArrayList<>();
        String line = "";
        for (String word : SPACES.splitAsStream(text.strip()).toList()) {
            String longer = line.isEmpty() ? word : line + " " + word;
            if (!line.isEmpty() && width(longer, style) > most) {
                lines.add(line);
                line = word;
            } else {
                line = longer;
            }
        }
        lines.add(line);
        if (lines.size() > count) {
            lines.set(count - 1, lines.get(count - 1) + " …");
        }
        return lines.stream().limit(count).map(each -> cut(each, most, style)).toList();
    }

    /** Whether every character of a text can be drawn. */
    public boolean covers(String text) {
        return faces.text.covers(text) && faces.bold.covers(text);
    }

    /** How wide a text is on one line. */
    public double width(String text, Style style) {
        return face(style).width(text, style.size);
    }

    /** What was drawn; {@code title} and {@code text} say it in words. */
    public Picture picture(String title, String text) {
        return new Picture(width, height, title, text, marks);
    }

    private String cut(String text, double most, Style style) {
        if (width(text, style) <= most) {
            return text;
        }
        int end = text.length();
        while (end > 0 && width(text.substring(0, end) + "…", style) > most) {
            end = text.offsetByCodePoints(end, -1);
        }
        return text.substring(0, end).stripTrailing() + "…";
    }

    private Face face(Style style) {
        return style.bold ? faces.bold : faces.text;
    }

    private void fill(Shape shape, int rgb) {
        marks.add(new Mark(shape, rgb));
    }
}
