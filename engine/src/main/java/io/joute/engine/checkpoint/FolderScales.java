package io.joute.engine.checkpoint;

import io.joute.engine.tensor.RowScales;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The scales of weights in 8-bit floats, as Llama 3.1 405B FP8 has them: beside {@code NAME.weight} in F8_E4M3 a {@code
 * NAME.weight_scale}, F32 or BF16, one number or one a row.
 */
final class FolderScales {
    private static final String WEIGHT = ".weight";
    private static final String SCALE = ".weight_scale";
    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final Map<String, SafetensorsTensor> scales = new HashMap<>();
    private final List<String> warnings = new ArrayList<>();
    private final boolean expected;
    private final Arena arena;

    /** Find them in {@code found}; they are looked for only where {@code expected}. */
    FolderScales(List<SafetensorsTensor> found, boolean expected, Arena arena) {
        this.expected = expected;
        this.arena = arena;
        int limits = 0;
        for (SafetensorsTensor tensor : found) {
            if (tensor.name().endsWith(SCALE)) {
                scales.put(tensor.name(), tensor);
            } else if (isActivationScale(tensor)) {
                limits++;
            }
        }
        if (expected && limits > 0) {
            warnings.add(limits + " scales of activations are not used: activations are not rounded to 8-bit floats");
        }
    }

    /** Whether this is no weight of its own. */
    boolean isScale(SafetensorsTensor tensor) {
        return expected && (tensor.name().endsWith(SCALE) || isActivationScale(tensor));
    }

    List<String> warnings() {
        return warnings;
    }

    /** The scales of a weight with so many rows. */
    RowScales of(SafetensorsTensor weight, long rows) {
        if (!expected || weight.dtype() != Dtype.F8_E4M3) {
            return RowScales.NONE;
        }
        String stem = weight.name().endsWith(WEIGHT)
                ? weight.name().substring(0, weight.name().length() - WEIGHT.length())
                : weight.name();
        SafetensorsTensor scale = scales.get(stem + SCALE);
        if (scale == null) {
            throw weight.refuse("dtype F8_E4M3, expected " + Shown.name(stem + SCALE) + " beside it.");
        }
        return read(scale, rows);
    }

    private RowScales read(SafetensorsTensor scale, long rows) {
        if (scale.dtype() != Dtype.F32 && scale.dtype() != Dtype.BF16) {
            throw scale.refuse("dtype " + scale.dtype() + ", expected F32 or BF16.");
        }
        long count = scale.shape().stream().reduce(1L, Math::multiplyExact);
        boolean column = scale.shape().stream().skip(1).allMatch(dimension -> dimension == 1);
        if (!column || (count != 1 && count != rows)) {
            throw scale.refuse("shape " + scale.shape() + ", expected [1] or [" + rows + ", 1].");
        }
        MemorySegment floats = arena.allocate(FLOAT, count);
        for (long i = 0; i < count; i++) {
            float value = scale.dtype() == Dtype.F32
                    ? scale.data().getAtIndex(FLOAT, i)
                    : Float.intBitsToFloat(scale.data().getAtIndex(SHORT, i) << 16);
            if (!(value > 0 && Float.isFinite(value))) {
                throw scale.refuse("element " + i + " is " + value + ", expected finite and above 0.");
            }
            floats.setAtIndex(FLOAT, i, value);
        }
        return new RowScales(floats);
    }

    private static boolean isActivationScale(SafetensorsTensor tensor) {
        return tensor.name().endsWith(".input_scale") || tensor.name().endsWith(".input_scale_ub");
    }
}
