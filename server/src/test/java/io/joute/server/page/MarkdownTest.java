package io.joute.server.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MarkdownTest {
    private static final Set<String> TAGS = Set.of(
            "p",
            "br",
            "hr",
            "em",
            "strong",
            "code",
            "pre",
            "ul",
            "ol",
            "li",
            "blockquote",
            "h4",
            "h5",
            "h6",
            "table",
            "thead",
            "tbody",
            "tr",
            "th",
            "td",
            "a",
            "div");
    private static final Pattern TAG = Pattern.compile("<(/?)([a-zA-Z][a-zA-Z0-9]*)([^>]*)>");
    private static final Pattern ATTRIBUTE = Pattern.compile("\\s*([a-z]+)=\"([^\"]*)\"");

    private final Markdown markdown = new Markdown();

    static Stream<String> hostileTexts() {
        return HostileTexts.ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("hostileTexts")
    void leavesNothingThatCanAct(String hostile) {
        String html = html(hostile);

        // The sanitizer puts an empty comment between two braces, against templates of others.
        assertThat(html.replace("<!-- -->", "").replaceAll(TAG.pattern(), ""))
                .as("no bracket outside a tag")
                .doesNotContain("<");
        Matcher tags = TAG.matcher(html);
        while (tags.find()) {
            assertThat(TAGS).as("tag in %s", html).contains(tags.group(2));
            checkAttributes(tags.group(2), tags.group(3), html);
        }
    }

    @ParameterizedTest
    @MethodSource("hostileTexts")
    void gainsNothingWhenItsOutputIsReadAgain(String hostile) {
        String html = html(hostile);

        assertThat(html(html)).doesNotContain("<script", "<img", "<svg", "<iframe", "onerror=\"", "javascript:\"");
    }

    @Test
    void hasAtLeastSixtyHostileTexts() {
        assertThat(HostileTexts.ALL).hasSizeGreaterThanOrEqualTo(60).doesNotHaveDuplicates();
    }

    @Test
    void rendersWhatAnswersAreMadeOf() {
        String html =
                html("# One\n\nSome *em*, **strong**, `code`.\n\n1. a\n2. b\n\n> quote\n\n```java\nint x;\n```\n");

        assertThat(html)
                .contains("<h4>One</h4>", "<em>em</em>", "<strong>strong</strong>", "<code>code</code>", "<li>a</li>")
                .contains("<blockquote>", "<code class=\"language-java\">int x;");
    }

    @Test
    void putsHeadingsUnderThoseOfThePage() {
        assertThat(html("## two\n\n### three\n\n###### six"))
                .contains("<h5>two</h5>", "<h6>three</h6>", "<h6>six</h6>");
    }

    @Test
    void letsAWideTableScrollByKeyboard() {
        assertThat(html("|a|b|\n|-|-|\n|1|2|"))
                .contains(
                        "<div class=\"scroll\" tabindex=\"0\" role=\"group\"><table>", "<td>1</td>", "</table></div>");
    }

    @Test
    void linksOnlyToAbsoluteWebAddresses() {
        assertThat(html("[a](https://example.org/x?y=1)"))
                .contains("href=\"https://example.org/x?y&#61;1\"", "rel=\"noopener noreferrer nofollow\"");
        for (String target :
                List.of("/admin", "//evil.example", "javascript:alert(1)", "mailto:a@b.c", "ftp://x.y/z")) {
            assertThat(html("[a](" + target + ")"))
                    .as(target)
                    .doesNotContain("<a")
                    .contains("a");
        }
        assertThat(html("[a](https://google.com@evil.example/)")).doesNotContain("<a");
    }

    @Test
    void showsAnImageAsALinkThatNamesItsHost() {
        assertThat(html("![a cat](https://pics.example/cat.png)"))
                .contains(">a cat (pics.example)</a>")
                .doesNotContain("<img");
        assertThat(html("![a cat](data:image/png;base64,AAAA)"))
                .contains("a cat")
                .doesNotContain("data:");
    }

    @Test
    void showsWhatTurnsTheDirectionOfText() {
        assertThat(html("user\u202Etxt.exe \u2066x")).contains("⟨U&#43;202E⟩").doesNotContain("\u202E", "\u2066");
    }

    @Test
    void dropsControlCharactersAndHalvesOfCharacters() {
        assertThat(html("a\u0000b\u001Bc\u0085d \uD800")).contains("abcd").doesNotContain("\u001B", "\uD800");
    }

    @Test
    void showsATableThatAmplifiesAsPlainText() {
        StringBuilder wide = new StringBuilder();
        wide.append("|a".repeat(1200))
                .append("|\n")
                .append("|-".repeat(1200))
                .append("|\n")
                .append("|b\n".repeat(900));

        String html = html(wide.toString());

        assertThat(html.length()).isLessThan(9 * wide.length() + 128 * 1024);
    }

    @Test
    void showsWhatPassesItsBoundsAsPlainText() {
        String html = html("> ".repeat(30_000) + "<b>deep</b>");

        assertThat(html).doesNotContain("<b>");
    }

    @Test
    void isFastOnHostileLength() {
        for (String unit : List.of("[", "![", "*_", "<", "`", "](", "> ", "- ", "|", "&#", "\\", "a**b", "[a](", "~")) {
            String text = unit.repeat(10_000 / unit.length());
            long start = System.nanoTime();
            String html = html(text);
            Duration taken = Duration.ofNanos(System.nanoTime() - start);

            assertThat(html).isNotEmpty();
            assertThat(taken).as("10 KB of '%s'", unit).isLessThan(Duration.ofSeconds(10));
        }
    }

    private String html(String text) {
        return markdown.render(text).markup();
    }

    private static void checkAttributes(String tag, String attributes, String html) {
        Matcher matcher = ATTRIBUTE.matcher(attributes);
        int end = 0;
        while (matcher.find()) {
            end = matcher.end();
            String name = matcher.group(1);
            String value = matcher.group(2);
            boolean fine = switch (name) {
                case "href" -> tag.equals("a") && value.matches("https?://.*");
                case "rel" -> tag.equals("a") && value.equals("noopener noreferrer nofollow");
                case "class" ->
                    (tag.equals("code") && value.startsWith("language-"))
                            || (tag.equals("div") && value.equals("scroll"))
                            || (tag.equals("p") && value.equals("plain"));
                case "start" -> tag.equals("ol") && value.matches("\\d+");
                case "tabindex" -> tag.equals("div") && value.equals("0");
                case "role" -> tag.equals("div") && value.equals("group");
                default -> false;
            };
            assertThat(fine)
                    .as("%s=\"%s\" on <%s> in %s", name, value, tag, html)
                    .isTrue();
        }
        assertThat(attributes.substring(end).replace("/", "").isBlank())
                .as("only attributes in <%s%s>", tag, attributes)
                .isTrue();
    }
}
