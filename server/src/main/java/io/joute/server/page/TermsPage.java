package io.joute.server.page;

import java.util.List;

/**
 * The terms of use, or the privacy notice.
 *
 * @param old what is to be said of a version that does not hold any more; empty for the one that does
 * @param text what it says
 * @param version which version it is
 * @param links to the other text and to other versions
 */
public record TermsPage(Shell shell, String lede, String old, SafeHtml text, String version, List<Shell.Link> links) {
    public TermsPage {
        links = List.copyOf(links);
    }
}
