package io.joute.server.page;

import java.util.List;

/**
 * The front page.
 *
 * @param prompt text in the box
 * @param modes ways to draw the models
 * @param terms version of the terms; empty where there are none
 * @param ideas suggested questions, those not shown yet included
 * @param moreIdeas address of this page with other ideas shown
 * @param onlyDemo whether only demonstration models are installed
 * @param told what was wrong with a form just sent
 */
public record HomePage(
        Shell shell,
        String prompt,
        List<ModeChoice> modes,
        String terms,
        List<Idea> ideas,
        String moreIdeas,
        boolean onlyDemo,
        Told told) {
    public HomePage {
        modes = List.copyOf(modes);
        ideas = List.copyOf(ideas);
    }

    /** A way to draw the models. */
    public record ModeChoice(String key, String name, String explanation, boolean checked, boolean disabled) {}

    /** A suggested question. */
    public record Idea(String category, String text, String address, boolean hidden) {}
}
