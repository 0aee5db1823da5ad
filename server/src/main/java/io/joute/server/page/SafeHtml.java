package io.joute.server.page;

import java.util.Objects;

/** Markup that may be put into a page as it is; only {@link Markdown} makes it. */
public final class SafeHtml {
    private final String markup;

    SafeHtml(String markup) {
        this.markup = Objects.requireNonNull(markup, "markup");
    }

    /** The markup. */
    public String markup() {
        return markup;
    }
}
