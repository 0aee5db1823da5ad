package io.joute.arena.catalog;

/** How big a model is, on a named {@link SizeScale}. */
public enum SizeClass {
    XS,
    S,
    M,
    L,
    XL
}
