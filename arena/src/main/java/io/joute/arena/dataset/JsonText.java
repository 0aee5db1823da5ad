package io.joute.arena.dataset;

import java.util.List;

/** Writes cells as JSON. */
final class JsonText {
    private JsonText() {}

    /** A row as an object. */
    static String object(List<Column> columns, List<Cell> row) {
        StringBuilder text = new StringBuilder();
        appendObject(text, columns, row);
        return text.toString();
    }

    /** A cell of a type. */
    static String of(ColumnType type, Cell cell) {
        StringBuilder text = new StringBuilder();
        append(text, type, cell);
        return text.toString();
    }

    private static void append(StringBuilder text, ColumnType type, Cell cell) {
        switch (cell) {
            case Cell.None _ -> text.append("null");
            case Cell.Text characters -> appendString(text, characters.value());
            case Cell.Whole number -> text.append(number.value());
            case Cell.Real number -> text.append(number.value());
            case Cell.Flag flag -> text.append(flag.value());
            case Cell.Many list -> appendList(text, ((ColumnType.Many) type).of(), list.values());
            case Cell.Group group -> appendObject(text, ((ColumnType.Group) type).fields(), group.values());
        }
    }

    private static void appendList(StringBuilder text, ColumnType of, List<Cell> values) {
        text.append('[');
        for (int i = 0; i < values.size(); i++) {
            text.append(i == 0 ? "" : ",");
            append(text, of, values.get(i));
        }
        text.append(']');
    }

    private static void appendObject(StringBuilder text, List<Column> columns, List<Cell> values) {
        text.append('{');
        for (int i = 0; i < columns.size(); i++) {
            text.append(i == 0 ? "" : ",");
            appendString(text, columns.get(i).name());
            text.append(':');
            append(text, columns.get(i).type(), values.get(i));
        }
        text.append('}');
    }

    private static void appendString(StringBuilder text, String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                default -> {
                    if (c < ' ' || c == '\u2028' || c == '\u2029' || (Character.isSurrogate(c) && isAlone(value, i))) {
                        text.append("\\u%04x".formatted((int) c));
                    } else {
                        text.append(c);
                    }
                }
            }
        }
        text.append('"');
    }

    private static boolean isAlone(String value, int at) {
        char c = value.charAt(at);
        return Character.isHighSurrogate(c)
                ? at + 1 == value.length() || !Character.isLowSurrogate(value.charAt(at + 1))
                : at == 0 || !Character.isHighSurrogate(value.charAt(at - 1));
    }
}
