package io.joute.server.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Picks one or two models.
 *
 * @param prompt text in the box
 * @param terms version of the terms; empty where there are none
 * @param picks models that can take part
 * @param error what was wrong with a form just sent, or null
 */
public record ChoosePage(
        Shell shell,
        String prompt,
        String terms,
        List<Pick> picks,
        @Nullable String error) {
    public ChoosePage {
        picks = List.copyOf(picks);
    }

    /** A model that can be picked. */
    public record Pick(String id, String name, String detail, boolean checked) {}
}
