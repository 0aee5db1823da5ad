package io.joute.server.page;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;

/** The compiled templates; each takes one page model. Safe for any number of threads. */
public final class Templates {
    private static final String PACKAGE = "io.joute.server.page.generated";

    private final TemplateEngine engine;

    /** Find the templates that the build compiled. */
    public Templates() {
        engine = TemplateEngine.createPrecompiled(null, ContentType.Html, Templates.class.getClassLoader(), PACKAGE);
    }

    /** The page that {@code template} makes of {@code model}. */
    String render(String template, Object model) {
        StringOutput page = new StringOutput(16 * 1024);
        engine.render(template + ".jte", model, page);
        return page.toString();
    }
}
