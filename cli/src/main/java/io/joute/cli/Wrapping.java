package io.joute.cli;

import java.util.ArrayList;
import java.util.List;

/** Breaks text into lines of a width, at spaces where there are some. */
final class Wrapping {
    private Wrapping() {}

    /** The lines of {@code text}, none longer than {@code width} code points. */
    static List<String> lines(String text, int width) {
        List<String> lines = new ArrayList<>();
        for (String paragraph : text.split("\n", -1)) {
            wrap(paragraph, width, lines);
        }
        return lines;
    }

    /** Text of a model, safe to show on a terminal: no control characters but line ends. */
    static String safe(String text) {
        var safe = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            if (point == '\n') {
                safe.append('\n');
            } else if (point == '\t') {
                safe.append("    ");
            } else if (point != '\r') {
                safe.append(OneLine.escaped(Character.toString(point)));
            }
        });
        return safe.toString();
    }

    private static void wrap(String paragraph, int width, List<String> lines) {
        String rest = paragraph;
        while (length(rest) > width) {
            int end = rest.offsetByCodePoints(0, width);
            int space = rest.lastIndexOf(' ', end);
            int cut = space > 0 ? space : end;
            lines.add(rest.substring(0, cut).stripTrailing());
            rest = rest.substring(cut).stripLeading();
        }
        lines.add(rest);
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
