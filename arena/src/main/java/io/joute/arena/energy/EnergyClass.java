package io.joute.arena.energy;

import java.util.Arrays;

/** A letter for the energy of a million output tokens, made for {@code ecologits-0.9}. */
public enum EnergyClass {
    A(100),
    B(300),
    C(1000),
    D(3000),
    E(10_000),
    F(Double.POSITIVE_INFINITY);

    private final double belowWh;

    EnergyClass(double belowWh) {
        this.belowWh = belowWh;
    }

    /**
     * The classes that an estimate may be of.
     *
     * @param best class of its low end
     * @param worst class of its high end; equal to {@code best} when the class is known
     */
    public record Span(EnergyClass best, EnergyClass worst) {}

    /** The class of so many Wh for a million output tokens. */
    public static EnergyClass of(double whPerMillionTokens) {
        if (!(whPerMillionTokens >= 0)) {
            throw new IllegalArgumentException(
                    "energy is " + whPerMillionTokens + " Wh for a million tokens, expected 0 or more");
        }
        return Arrays.stream(values())
                .filter(letter -> whPerMillionTokens < letter.belowWh)
                .findFirst()
                .orElse(F);
    }

    /** The classes of an estimate for a million output tokens, in Wh. */
    public static Span of(Estimate whPerMillionTokens) {
        return new Span(of(whPerMillionTokens.low()), of(whPerMillionTokens.high()));
    }
}
