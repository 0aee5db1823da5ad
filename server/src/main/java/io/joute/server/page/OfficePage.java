package io.joute.server.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of the administration: tables and forms, one below the other.
 *
 * @param lede what the page is for; may be empty
 * @param rooms the other pages of the administration; empty for who is not signed in
 * @param error what was wrong with a form just sent, or null
 * @param notice what was just done, or null
 */
public record OfficePage(
        Shell shell,
        String lede,
        List<Shell.Link> rooms,
        @Nullable String error,
        @Nullable String notice,
        List<Section> sections) {
    public OfficePage {
        rooms = List.copyOf(rooms);
        sections = List.copyOf(sections);
    }

    /**
     * A part of the page.
     *
     * @param id of its heading, unique in the page
     * @param title empty for none
     * @param texts paragraphs
     * @param links to other pages or other views of this one
     * @param secret a text to copy, or null
     * @param code a text that keeps its lines, or null
     */
    public record Section(
            String id,
            String title,
            List<String> texts,
            List<Shell.Link> links,
            @Nullable String secret,
            @Nullable String code,
            @Nullable Preview preview,
            @Nullable Table table,
            List<Form> forms) {
        public Section {
            texts = List.copyOf(texts);
            links = List.copyOf(links);
            forms = List.copyOf(forms);
        }

        /** A part that only says something. */
        public static Section saying(String id, String title, String... texts) {
            return new Section(id, title, List.of(texts), List.of(), null, null, null, null, List.of());
        }

        /** Copy with links. */
        public Section linking(List<Shell.Link> shown) {
            return new Section(id, title, texts, shown, secret, code, preview, table, forms);
        }

        /** Copy that shows a secret. */
        public Section showing(String shown) {
            return new Section(id, title, texts, links, shown, code, preview, table, forms);
        }

        /** Copy that shows a text with its lines. */
        public Section reading(String shown) {
            return new Section(id, title, texts, links, secret, shown, preview, table, forms);
        }

        /** Copy that shows how visitors would see a text of this language. */
        public Section previewing(String language, SafeHtml html) {
            return new Section(id, title, texts, links, secret, code, new Preview(language, html), table, forms);
        }

        /** Copy with a table. */
        public Section with(Table shown) {
            return new Section(id, title, texts, links, secret, code, preview, shown, forms);
        }

        /** Copy with forms. */
        public Section with(Form... shown) {
            return new Section(id, title, texts, links, secret, code, preview, table, List.of(shown));
        }
    }

    /** How visitors would see a text. */
    public record Preview(String language, SafeHtml html) {}

    /**
     * A table.
     *
     * @param heads one a column, that of the lines' heads first
     */
    public record Table(List<String> heads, List<Line> lines) {
        public Table {
            heads = List.copyOf(heads);
            lines = List.copyOf(lines);
        }
    }

    /**
     * A line of a table.
     *
     * @param address of the page that its head leads to; empty for none
     * @param forms what can be done with it
     */
    public record Line(String head, String address, List<String> cells, List<Form> forms) {
        public Line {
            cells = List.copyOf(cells);
            forms = List.copyOf(forms);
        }

        /** A line that leads nowhere. */
        public Line(String head, List<String> cells, List<Form> forms) {
            this(head, "", cells, forms);
        }

        /** A line with which nothing can be done. */
        public static Line of(String head, String... cells) {
            return new Line(head, List.of(cells), List.of());
        }

        /** Copy whose head leads to a page. */
        public Line at(String page) {
            return new Line(head, page, cells, forms);
        }
    }

    /**
     * A form.
     *
     * @param address to post it to
     * @param button what its button says
     * @param fields in their order
     * @param sure what to know before; then the form is folded away at first. Empty for none
     */
    public record Form(String address, String button, List<Field> fields, String sure) {
        public Form {
            fields = List.copyOf(fields);
        }

        /** A form that stands open. */
        public static Form of(String address, String button, Field... fields) {
            return new Form(address, button, List.of(fields), "");
        }

        /** Copy that is folded away, and says this once it is unfolded. */
        public Form sure(String told) {
            return new Form(address, button, fields, told);
        }
    }

    /** How a field looks. */
    public enum Kind {
        HIDDEN,
        PASSWORD,
        LINE,
        /** A line that may stay empty. */
        OPTIONAL,
        AREA,
        /** An area for a text whose lines count. */
        CODE,
        CHOICE
    }

    /**
     * A field of a form.
     *
     * @param id unique in the page
     * @param value in it at first
     * @param options of a {@link Kind#CHOICE}
     */
    public record Field(
            Kind kind, String id, String name, String label, String note, String value, List<Option> options) {
        public Field {
            options = List.copyOf(options);
        }

        /** A field of this kind, whose name is its id, with nothing in it. */
        public static Field of(Kind kind, String name, String label) {
            return new Field(kind, name, name, label, "", "", List.of());
        }

        /** A value that goes along. */
        public static Field hidden(String name, String value) {
            return of(Kind.HIDDEN, name, "").holding(value);
        }

        /** A choice. */
        public static Field choice(String name, String label, List<Option> options) {
            return new Field(Kind.CHOICE, name, name, label, "", "", options);
        }

        /** Copy with this in it. */
        public Field holding(String held) {
            return new Field(kind, id, name, label, note, held, options);
        }

        /** Copy with a note below. */
        public Field noting(String said) {
            return new Field(kind, id, name, label, said, value, options);
        }

        /** Copy with another id, where the page has several fields of this name. */
        public Field known(String other) {
            return new Field(kind, other, name, label, note, value, options);
        }
    }

    /** One of the values of a choice. */
    public record Option(String value, String text, boolean selected) {}
}
