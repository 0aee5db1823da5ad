package io.joute.engine.model;

import java.util.Collections;
import java.util.List;

/**
 * How positions rotate queries and keys: pair i of a head turns by position · base^(−2i/headDim) / factor[i].
 *
 * <p>Which elements make pair i is the model's {@link RopePairing}: <b>neighbours</b> in GGUF files of the {@code llama}
 * architecture, and so in what Joute trains and writes; halves in other architectures. Hugging Face's files of Llama pair
 * halves; whoever reads or writes those permutes the rows of {@code attn_q} and {@code attn_k}: within a head, row r of
 * Hugging Face is row 2r in GGUF for r below headDim/2, else row 2(r − headDim/2) + 1.
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

    /** One base, all frequencies divided by {@code factor}: linear scaling. */
    static RopeScheme linear(double base, float factor, int headDim) {
        return new Scaled(base, Collections.nCopies(headDim / 2, factor));
    }

    private static void requireBase(double base) {
        if (!(base > 0 && Double.isFinite(base))) {
            throw new IllegalArgumentException("RoPE base is " + base + ", expected finite and above 0");
        }
    }
}
