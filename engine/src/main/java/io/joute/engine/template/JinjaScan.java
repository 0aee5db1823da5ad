package io.joute.engine.template;

import java.util.Set;
import java.util.TreeSet;

/**
 * Looks at a template before it is given to Jinjava, whose parser hangs or overflows on deep nesting, and mends what it reads
 * otherwise than Jinja does.
 */
final class JinjaScan {
    private static final int CHARACTERS = 1 << 20;
    private static final int DEEPEST = 50;

    /** The interpreter itself is reachable under such a name. */
    private static final String INTERPRETER = "____";

    private final StringBuilder mended = new StringBuilder();
    private final Set<String> filters = new TreeSet<>();
    private int brackets;
    private int blocks;

    /**
     * Look at a template.
     *
     * @throws IllegalArgumentException when it is too long, nests too deeply, or reaches for the interpreter
     */
    JinjaScan(String template) {
        if (template.length() > CHARACTERS) {
            throw new IllegalArgumentException(template.length() + " characters, at most " + CHARACTERS + " allowed");
        }
        if (template.contains(INTERPRETER)) {
            throw new IllegalArgumentException("a name with '" + INTERPRETER + "', which no template needs");
        }
        for (int start = 0; start < template.length(); ) {
            int open = template.indexOf('{', start);
            if (open < 0 || open + 1 == template.length()) {
                mended.append(template, start, template.length());
                break;
            }
            int end = end(template, open);
            mended.append(template, start, open).append(mended(template.substring(open, end)));
            start = end;
        }
    }

    /** The template to run; without the newline that ends its file, which Jinja drops. */
    String template() {
        boolean newline = !mended.isEmpty() && mended.charAt(mended.length() - 1) == '\n';
        return newline ? mended.substring(0, mended.length() - 1) : mended.toString();
    }

    /** The filters that it names: one that Jinjava lacks would silently give nothing. */
    Set<String> filters() {
        return filters;
    }

    /** Where the tag that opens at {@code open} ends; just after the brace when it is none. */
    private int end(String template, int open) {
        return switch (template.charAt(open + 1)) {
            case '#' -> after(template.indexOf("#}", open + 2), template);
            case '{' -> expressionEnd(template, open + 2, '}');
            case '%' -> {
                count(template, open + 2);
                yield expressionEnd(template, open + 2, '%');
            }
            default -> open + 1;
        };
    }

    private static int after(int index, String template) {
        return index < 0 ? template.length() : index + 2;
    }

    /** Past {@code }}} or {@code %}}, minding strings and brackets. */
    private int expressionEnd(String template, int start, char closing) {
        brackets = 0;
        for (int i = start; i < template.length(); i++) {
            char c = template.charAt(i);
            if (c == '\'' || c == '"') {
                i = stringEnd(template, i);
            } else if (c == closing && brackets == 0 && i + 1 < template.length() && template.charAt(i + 1) == '}') {
                return i + 2;
            } else if (c == '|') {
                filter(template, i + 1);
            } else {
                bracket(c);
            }
        }
        return template.length();
    }

    private void filter(String template, int start) {
        int from = start;
        while (from < template.length() && Character.isWhitespace(template.charAt(from))) {
            from++;
        }
        int to = from;
        while (to < template.length()
                && (Character.isLetterOrDigit(template.charAt(to)) || template.charAt(to) == '_')) {
            to++;
        }
        filters.add(template.substring(from, to));
    }

    private static int stringEnd(String template, int start) {
        char quote = template.charAt(start);
        for (int i = start + 1; i < template.length(); i++) {
            if (template.charAt(i) == '\\') {
                i++;
            } else if (template.charAt(i) == quote) {
                return i;
            }
        }
        return template.length();
    }

    private void bracket(char c) {
        switch (c) {
            case '(', '[', '{' -> requireShallow(++brackets, "brackets");
            case ')', ']', '}' -> brackets = Math.max(0, brackets - 1);
            default -> {}
        }
    }

    private void count(String template, int start) {
        int word = start;
        while (word < template.length() && (template.charAt(word) == '-' || template.charAt(word) == ' ')) {
            word++;
        }
        if (template.startsWith("if", word) || template.startsWith("for", word) || template.startsWith("macro", word)) {
            requireShallow(++blocks, "blocks");
        } else if (template.startsWith("end", word)) {
            blocks = Math.max(0, blocks - 1);
        }
    }

    private static void requireShallow(int depth, String what) {
        if (depth > DEEPEST) {
            throw new IllegalArgumentException(what + " nested deeper than " + DEEPEST);
        }
    }

    /** {@code not x is y} means {@code not (x is y)}; Jinjava reads {@code (not x) is y}. */
    private static String mended(String tag) {
        return tag.replaceAll("\\bnot ([\\w.]{1,99}) is (not )?([a-z]{1,20})\\b", "not ($1 is $2$3)");
    }
}
