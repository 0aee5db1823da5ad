package io.joute.server.page;

import java.util.List;

/**
 * The terms of use.
 *
 * @param rules one sentence or two each
 * @param version of the terms
 * @param digest SHA-256 of their texts, shortened
 */
public record TermsPage(Shell shell, List<String> rules, String version, String digest) {
    public TermsPage {
        rules = List.copyOf(rules);
    }
}
