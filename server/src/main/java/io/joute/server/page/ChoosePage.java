package io.joute.server.page;

import java.util.List;

/**
 * Picks one or two models.
 *
 * @param prompt text in the box
 * @param terms version of the terms; empty where there are none
 * @param picks models that can take part
 * @param told what was wrong with a form just sent
 */
public record ChoosePage(Shell shell, String prompt, String terms, List<Pick> picks, Told told) {
    public ChoosePage {
        picks = List.copyOf(picks);
    }

    /** A model that can be picked. */
    public record Pick(String id, String name, String detail, boolean checked) {}
}
