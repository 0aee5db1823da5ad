package io.joute.engine.model;

import io.joute.engine.tensor.Sizes;
import java.util.EnumMap;
import java.util.Map;

/**
 * Arrays of passes, used again from one pass to the next so that a token allocates none; large ones, those of long
 * prompts, are made each time and not kept. For one pass at a time.
 */
public final class PassRoom {
    /** Floats of an array that is kept: what some tens of tokens take. */
    private static final int KEPT = 1 << 20;

    enum Use {
        STREAM,
        NORMED,
        QUERY,
        KEY,
        VALUE,
        ATTENDED,
        PROJECTED,
        GATE,
        UP,
        SLICE_QUERY,
        SLICE_ATTENDED,
        LAST,
        LOGITS
    }

    private final Map<Use, float[]> kept = new EnumMap<>(Use.class);

    /** Room without arrays yet. */
    public PassRoom() {}

    /** An array with room for {@code batch} rows of {@code width}, and perhaps more. */
    float[] array(Use use, int batch, int width) {
        int length = Sizes.toInt(Sizes.multiply(batch, width));
        float[] array = kept.get(use);
        if (array != null && array.length >= length) {
            return array;
        }
        float[] made = new float[length];
        if (length <= KEPT) {
            kept.put(use, made);
        }
        return made;
    }
}
