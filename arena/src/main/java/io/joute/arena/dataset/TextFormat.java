package io.joute.arena.dataset;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Tables as text in UTF-8. */
public enum TextFormat implements TableFormat {
    /** One JSON object a line. */
    JSONL("jsonl"),
    /** Commas, fields quoted where need be (RFC 4180); lists and groups are JSON within a field. */
    CSV("csv"),
    /** Tabs; tabs and line ends within a field are written {@code \t} and {@code \n}, a backslash twice. */
    TSV("tsv");

    private final String extension;

    TextFormat(String extension) {
        this.extension = extension;
    }

    @Override
    public String extension() {
        return extension;
    }

    @Override
    public Sink open(Path file, List<Column> columns) throws IOException {
        BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
        if (this != JSONL) {
            out.write(joined(columns.stream().map(Column::name).toList()));
        }
        return new Sink() {
            @Override
            public void write(List<Cell> row) throws IOException {
                out.write(line(columns, row));
            }

            @Override
            public void close() throws IOException {
                out.close();
            }
        };
    }

    private String line(List<Column> columns, List<Cell> row) {
        if (this == JSONL) {
            return JsonText.object(columns, row) + '\n';
        }
        List<String> fields = new ArrayList<>();
        for (int i = 0; i < row.size(); i++) {
            fields.add(field(columns.get(i).type(), row.get(i)));
        }
        return joined(fields);
    }

    private static String field(ColumnType type, Cell cell) {
        return switch (cell) {
            case Cell.None _ -> "";
            case Cell.Text text -> safe(text.value());
            case Cell.Whole number -> Long.toString(number.value());
            case Cell.Real number -> Double.toString(number.value());
            case Cell.Flag flag -> Boolean.toString(flag.value());
            case Cell.Many list -> JsonText.of(type, list);
            case Cell.Group group -> JsonText.of(type, group);
        };
    }

    private String joined(List<String> fields) {
        return this == CSV
                ? String.join(",", fields.stream().map(TextFormat::quoted).toList()) + "\r\n"
                : String.join("\t", fields.stream().map(TextFormat::escaped).toList()) + '\n';
    }

    /** A text that a spreadsheet would take for a formula gets an apostrophe before it. */
    private static String safe(String text) {
        return !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    private static String quoted(String field) {
        return field.matches("[^,\"\r\n]*") ? field : '"' + field.replace("\"", "\"\"") + '"';
    }

    private static String escaped(String field) {
        return field.replace("\\", "\\\\")
                .replace("\t", "\\t")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
    }
}
