package io.joute.server.picture;

import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Scanner;
import java.util.regex.Pattern;

/**
 * Outlines of a typeface at one weight. Immutable.
 *
 * <p>Its file has one line a character: the code point in hexadecimal, the advance in thousandths of an em, then the
 * outline as an SVG path of absolute M, L, Q and Z, y downwards from the baseline. Lines that begin with {@code #} are
 * comments. {@code build/outlines.py} makes it of the pages' own typeface.
 */
public final class Face {
    private static final double UNITS = 1000;
    private static final Pattern COMMAND = Pattern.compile("(?=[MLQZ])");

    private final Map<Integer, Glyph> glyphs = new HashMap<>();

    private record Glyph(double advance, Path2D.Double outline) {}

    private Face(String file) {
        try (InputStream in = Face.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("the jar has no " + file + ": build it again");
            }
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .forEach(this::add);
        } catch (IOException broken) {
            throw new UncheckedIOException("cannot read " + file + " from the jar", broken);
        }
    }

    /** For running text. */
    static Face text() {
        return new Face("outlines-500.txt");
    }

    /** For names and figures. */
    static Face bold() {
        return new Face("outlines-750.txt");
    }

    /** Whether every character of a text can be drawn. */
    public boolean covers(String text) {
        return text.codePoints().allMatch(glyphs::containsKey);
    }

    /** How wide a text is at a size, in the same unit; a character without outline is as wide as a question mark. */
    public double width(String text, double size) {
        return text.codePoints().mapToDouble(code -> glyph(code).advance).sum() * size / UNITS;
    }

    /** The outline of a text at a size whose baseline begins at a point; what cannot be drawn becomes a question mark. */
    Path2D outline(String text, double x, double y, double size) {
        Path2D.Double path = new Path2D.Double(Path2D.WIND_NON_ZERO);
        double scale = size / UNITS;
        double at = x;
        for (int code : text.codePoints().toArray()) {
            Glyph glyph = glyph(code);
            path.append(glyph.outline.getPathIterator(new AffineTransform(scale, 0, 0, scale, at, y)), false);
            at += glyph.advance * scale;
        }
        return path;
    }

    private Glyph glyph(int code) {
        Glyph known = glyphs.get(code);
        return known == null ? glyphs.getOrDefault((int) '?', new Glyph(0, new Path2D.Double())) : known;
    }

    private void add(String line) {
        String[] parts = line.split(" ", 3);
        Path2D.Double outline = new Path2D.Double(Path2D.WIND_NON_ZERO);
        if (parts.length == 3) {
            COMMAND.splitAsStream(parts[2]).forEach(command -> draw(outline, command));
        }
        glyphs.put(Integer.parseInt(parts[0], 16), new Glyph(Double.parseDouble(parts[1]), outline));
    }

    private static void draw(Path2D outline, String command) {
        try (Scanner numbers = new Scanner(command.substring(1))) {
            switch (command.charAt(0)) {
                case 'M' -> outline.moveTo(numbers.nextInt(), numbers.nextInt());
                case 'L' -> outline.lineTo(numbers.nextInt(), numbers.nextInt());
                case 'Q' -> outline.quadTo(numbers.nextInt(), numbers.nextInt(), numbers.nextInt(), numbers.nextInt());
                default -> outline.closePath();
            }
        }
    }
}
