package io.joute.engine.model;

import java.util.List;

/**
 * How positions rotate queries and keys: pair i of a head turns by position · base^(−2i/headDim) / factor[i].
 *
 * <p>Pair i is elements <b>2i and 2i + 1</b>, neighbours, as in GGUF files of the {@code llama} architecture, and so it is
 * everywhere in the engine: what trains and writes a {@code llama} GGUF rotates neighbours too and writes its rows as they
 * are. Hugging Face's files pair i with i + headDim/2 instead; whoever reads or writes those permutes the rows of {@code
 * attn_q} and {@code attn_k}: within a head, row r of Hugging Face is row 2r here for r below headDim/2, else row
 * 2(r − headDim/2) + 1.
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
