package io.joute.arena.catalog;

import java.util.Objects;

/**
 * What a card may tell beyond what every card must.
 *
 * @param background where it comes from
 * @param build how it is made
 * @param rights what one may do with it
 * @param serving how it is reached
 */
public record Details(Background background, Build build, Rights rights, Serving serving) {
    /** Nothing told. */
    public static final Details NONE = new Details(Background.NONE, Build.UNKNOWN, Rights.UNKNOWN, Serving.NONE);

    public Details {
        Objects.requireNonNull(background, "background");
        Objects.requireNonNull(build, "build");
        Objects.requireNonNull(rights, "rights");
        Objects.requireNonNull(serving, "serving");
    }
}
