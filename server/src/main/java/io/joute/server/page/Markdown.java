package io.joute.server.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.regex.Pattern;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/**
 * Turns what a model wrote into markup that cannot act. Safe for any number of threads.
 *
 * <p>Two walls: our own rendering escapes raw HTML and lets only absolute http(s) links through; then a sanitizer with
 * a list of allowed tags reads the result as a browser would. Hostile text can still be long: output beyond 8 × the
 * input + 64 KB (tables amplify), 250 ms or any failure gives the text as it is.
 */
public final class Markdown {
    private static final int ANSWER_LEVELS = 3;
    private static final int MOST_CELLS = 2_000;
    private static final int DEEPEST = 64;
    private static final long LIMIT_NANOS = 250_000_000;
    private static final int SPARE_CHARACTERS = 64 * 1024;
    private static final Pattern CODE_CLASS = Pattern.compile("language-[A-Za-z0-9+#.-]{1,30}");
    private static final PolicyFactory POLICY = new HtmlPolicyBuilder()
            .allowElements("p", "br", "hr", "em", "strong", "code", "pre", "ul", "ol", "li", "blockquote")
            .allowElements("h1", "h2", "h3", "h4", "h5", "h6")
            .allowElements("table", "thead", "tbody", "tr", "th", "td", "a")
            .allowAttributes("class")
            .matching(CODE_CLASS)
            .onElements("code")
            .allowAttributes("start")
            .matching(Pattern.compile("\\d{1,9}"))
            .onElements("ol")
            .allowUrlProtocols("http", "https")
            .allowAttributes("href")
            .matching(WebAddress::isAbsolute)
            .onElements("a")
            .requireRelsOnLinks("noopener", "noreferrer", "nofollow")
            .toFactory();

    private final Parser parser;
    private final HtmlRenderer renderer;

    /** For answers: build the parser, and warm it up so that the first answers meet their deadline. */
    public Markdown() {
        this(ANSWER_LEVELS);
        for (int i = 0; i < 20; i++) {
            POLICY.sanitize(
                    markup("# a\n\n*b* [c](https://d.example) `e`\n\n|f|\n|-|\n|g|\n\n- h\n\n> i", Long.MAX_VALUE));
        }
    }

    /** For texts right below the title of a page. */
    public static Markdown ofPages() {
        return new Markdown(1);
    }

    /** Headings begin below {@code levels} of the page's own. */
    private Markdown(int levels) {
        List<Extension> tables =
                List.of(TablesExtension.builder().maxCells(MOST_CELLS).build());
        parser = Parser.builder()
                .extensions(tables)
                .maxOpenBlockParsers(DEEPEST)
                .maxInlineNesting(DEEPEST)
                .build();
        renderer = HtmlRenderer.builder()
                .extensions(tables)
                .escapeHtml(true)
                .sanitizeUrls(true)
                .nodeRendererFactory(context -> new AnswerRenderer(context, levels))
                .build();
    }

    /** The markup of an answer. */
    public SafeHtml render(String text) {
        String clean = CleanText.of(text);
        try {
            return new SafeHtml(scrollingTables(POLICY.sanitize(markup(clean, System.nanoTime() + LIMIT_NANOS))));
        } catch (RuntimeException tooMuch) {
            return new SafeHtml(plain(clean));
        }
    }

    private String markup(String text, long deadlineNanos) {
        BoundedText out = new BoundedText(8L * text.length() + SPARE_CHARACTERS, deadlineNanos);
        renderer.render(parser.parse(text), out);
        return out.toString();
    }

    /** The tags are the sanitizer's own: text cannot contain them. A wide table scrolls by keyboard too. */
    private static String scrollingTables(String sanitized) {
        return sanitized
                .replace("<table>", "<div class=\"scroll\" tabindex=\"0\" role=\"group\"><table>")
                .replace("</table>", "</table></div>");
    }

    private static String plain(String text) {
        StringBuilder out = new StringBuilder(text.length() + 64).append("<p class=\"plain\">");
        text.codePoints().forEach(point -> {
            switch (point) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&#34;");
                case '\'' -> out.append("&#39;");
                default -> out.appendCodePoint(point);
            }
        });
        return out.append("</p>").toString();
    }

    /** A text under construction that refuses to grow, or to be worked on, for too long. */
    private static final class BoundedText implements Appendable {
        private final StringBuilder text = new StringBuilder();
        private final long mostCharacters;
        private final long deadlineNanos;

        BoundedText(long mostCharacters, long deadlineNanos) {
            this.mostCharacters = mostCharacters;
            this.deadlineNanos = deadlineNanos;
        }

        @Override
        public Appendable append(CharSequence more) {
            return append(more, 0, more.length());
        }

        @Override
        public Appendable append(CharSequence more, int start, int end) {
            if (text.length() + (long) (end - start) > mostCharacters || System.nanoTime() > deadlineNanos) {
                throw new UncheckedIOException(new IOException("the markup of an answer passes its bounds"));
            }
            text.append(more, start, end);
            return this;
        }

        @Override
        public Appendable append(char more) {
            return append(String.valueOf(more), 0, 1);
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }
}
