package io.joute.distill.train;

import java.util.Arrays;
import java.util.Random;

/** The weights of a model in training: one array after a {@link ParameterLayout}. Not safe for several threads. */
public final class Parameters {
    private static final double SPREAD = 0.02;

    private final ParameterLayout layout;
    private final float[] values;

    private Parameters(ParameterLayout layout) {
        this.layout = layout;
        this.values = new float[layout.length()];
    }

    /**
     * Draw first weights: normal with deviation 0.02, divided by √(2·blocks) where a block adds to the residual stream
     * (GPT-2's initialisation); norms are 1. Equal seeds give equal weights.
     */
    public static Parameters initialise(ParameterLayout layout, long seed) {
        var parameters = new Parameters(layout);
        var random = new Random(seed);
        double residual = SPREAD / Math.sqrt(2.0 * layout.config().blockCount());
        for (ParameterLayout.Slot slot : layout.slots()) {
            boolean adds =
                    slot.name().endsWith("attn_output.weight") || slot.name().endsWith("ffn_down.weight");
            parameters.fill(slot, random, adds ? residual : SPREAD);
        }
        return parameters;
    }

    private void fill(ParameterLayout.Slot slot, Random random, double deviation) {
        int end = slot.offset() + slot.length();
        if (slot.isNorm()) {
            Arrays.fill(values, slot.offset(), end, 1f);
            return;
        }
        for (int i = slot.offset(); i < end; i++) {
            values[i] = (float) (random.nextGaussian() * deviation);
        }
    }

    /** Where each weight lies. */
    public ParameterLayout layout() {
        return layout;
    }

    /** The numbers themselves, shared and mutable. */
    public float[] values() {
        return values;
    }
}
