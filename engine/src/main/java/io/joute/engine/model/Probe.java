package io.joute.engine.model;

/** Looks at the intermediates of a forward pass. */
@FunctionalInterface
public interface Probe {
    /** Looks at nothing. */
    Probe NONE = (stage, layer, values, batch) -> {};

    /**
     * See one intermediate.
     *
     * @param stage which
     * @param layer of which block; −1 before the first and after the last
     * @param values row-major {@code [batch][width]} from index 0 on, perhaps with room behind; to read now, not to keep
     * @param batch tokens
     */
    void see(Stage stage, int layer, float[] values, int batch);
}
