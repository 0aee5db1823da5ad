package io.joute.engine.tensor;

/** The sixteen levels of IQ4_NL and IQ4_XS, denser near zero, where weights are. Source: ggml's {@code kvalues_iq4nl}. */
public final class Nonlinear {
    private static final byte[] LEVELS = {-127, -104, -83, -65, -49, -35, -22, -10, 1, 13, 25, 38, 53, 69, 89, 113};

    private Nonlinear() {}

    /** The level with number {@code q}, 0 to 15. */
    public static byte level(int q) {
        return LEVELS[q];
    }

    /** All sixteen, in a new array. */
    public static byte[] levels() {
        return LEVELS.clone();
    }
}
