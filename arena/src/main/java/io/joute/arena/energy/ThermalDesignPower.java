package io.joute.arena.energy;

/**
 * The power a processor is made for, all cores busy.
 *
 * @param watts of all processors of the machine together
 * @param origin where the figure comes from, in words
 * @param spread the factor within which a figure made from it lies
 */
public record ThermalDesignPower(double watts, String origin, double spread) {
    /**
     * Watts a hardware thread when nobody tells better: geometric mean over twelve laptop, desktop and server
     * processors of 2016 to 2023 (published TDP over threads), which spread from 1 to 7.
     */
    private static final double ASSUMED_WATTS_PER_THREAD = 4;

    /** How well the model of {@link CpuTimeMeter} fits measured profiles when the TDP is right. */
    private static final double MODEL_SPREAD = 1.5;

    /** The same when the TDP is a guess: its own factor of about 3 swamps the model's. */
    private static final double GUESS_SPREAD = 3;

    public ThermalDesignPower {
        if (!(watts > 0 && watts < 1e5) || !(spread >= 1)) {
            throw new IllegalArgumentException("thermal design power is " + watts + " W within a factor " + spread
                    + ", expected above 0 W and a factor of 1 or more");
        }
    }

    /** As the operator declares it. */
    public static ThermalDesignPower declared(double watts) {
        return new ThermalDesignPower(watts, "declared", MODEL_SPREAD);
    }

    /** As the firmware tells it. */
    static ThermalDesignPower fromFirmware(double watts) {
        return new ThermalDesignPower(watts, "told by the firmware", MODEL_SPREAD);
    }

    /** A guess from the number of hardware threads. */
    public static ThermalDesignPower assumed(int threads) {
        return new ThermalDesignPower(
                ASSUMED_WATTS_PER_THREAD * threads,
                "assumed, " + Math.round(ASSUMED_WATTS_PER_THREAD) + " W for each of " + threads + " threads",
                GUESS_SPREAD);
    }
}
