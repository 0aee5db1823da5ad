package io.joute.engine.model;

import java.util.List;

/**
 * How positions rotate queries and keys: pair i of a head (elements i and i + headDim/2) turns by
 * position · base^(−2i/headDim) / factor[i].
 *
 * <p>Source: RoFormer (arXiv:2104.09864); Llama 3.1's factors are stored in {@code rope_freqs.weight}.
 */
public sealed interface RopeScheme {
    /** The base of the frequencies. */
    double base();

    /** Divisor of the frequency of pair {@code i}. */
    double factor(int i);

    /** One base, nothing else. */
    record Plain(double base) implements RopeScheme {
        public Plain {
            requireBase(base);
        }

        @Override
        public double factor(int i) {
            return 1;
        }
    }

    /** One base and a divisor for each of the headDim/2 frequencies. */
    record Scaled(double base, List<Float> factors) implements RopeScheme {
        public Scaled {
            requireBase(base);
            factors = List.copyOf(factors);
            for (float factor : factors) {
                if (!(factor > 0 && Float.isFinite(factor))) {
                    throw new IllegalArgumentException("RoPE factor is " + factor + ", expected finite and above 0");
                }
            }
        }

        @Override
        public double factor(int i) {
            return factors.get(i);
        }
    }

    private static void requireBase(double base) {
        if (!(base > 0 && Double.isFinite(base))) {
            throw new IllegalArgumentException("RoPE base is " + base + ", expected finite and above 0");
        }
    }
}
