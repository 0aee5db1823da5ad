package io.joute.engine.tensor;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How the elements of a weight are stored, little-endian, in blocks of ggml's layouts. Below, d, m and dmin are f16, "pairs"
 * are bytes of two four-bit numbers, and bits of a byte are counted from its lowest.
 *
 * <p>One element a block:
 *
 * <ul>
 *   <li>F32, F16 (IEEE binary16), BF16 (upper half of an F32).
 *   <li>F8_E4M3: sign, 4 bits of exponent (bias 7), 3 of fraction; no infinities, 0x7F and 0xFF are NaN, the largest is 448.
 *       In safetensors only, mostly with one scale a row.
 * </ul>
 *
 * <p>32 elements a block; of 16 pairs, low halves are elements 0 to 15, high halves 16 to 31:
 *
 * <ul>
 *   <li>Q8_0: d, 32 signed bytes q; element i = d·q[i].
 *   <li>Q4_0: d, 16 pairs q; element = d·(q − 8).
 *   <li>Q4_1: d, m, 16 pairs q; element = d·q + m.
 *   <li>Q5_0: d, u32 h, 16 pairs p; q = p + 16·(bit i of h); element = d·(q − 16).
 *   <li>Q5_1: d, m, u32 h, 16 pairs p; q as in Q5_0; element = d·q + m.
 *   <li>IQ4_NL: d, 16 pairs q; element = d·{@link Nonlinear level}(q).
 * </ul>
 *
 * <p>256 elements a block, in sub-blocks of 16 or 32 that have scales of their own; s is the sub-block's number:
 *
 * <ul>
 *   <li>Q2_K: 16 bytes a (low half scale, high half minimum of 16 elements), 64 bytes, d, dmin. Elements of each 128 take
 *       32 of the bytes: bits 0–1 are elements 0 to 31, bits 2–3 the next 32, and so on. Element = d·scale[s]·q −
 *       dmin·minimum[s].
 *   <li>Q3_K: 32 bytes h, 64 bytes as in Q2_K, 12 bytes of scales, d. q = two bits − 4·(1 − bit i / 32 of h[i mod 32]).
 *       Scale s of 16 elements is 6 bits less 32: the low four from bytes 0–7 (low halves s below 8, high halves the
 *       rest), the upper two from byte 8 + s mod 4, bits 2·(s / 4) on. Element = d·scale[s]·q.
 *   <li>Q4_K: d, dmin, 12 bytes of {@link SixBitScales}, 128 pairs q: of each 32, low halves are 32 elements, high halves
 *       the next 32. Element = d·scale[s]·q − dmin·minimum[s], s of 32 elements.
 *   <li>Q5_K: as Q4_K with 32 bytes h before the pairs; q = p + 16·(bit s of h[i mod 32]).
 *   <li>Q6_K: 128 pairs p, 64 bytes h, 16 signed bytes of scales, d. Elements of each 128 take 64 of the pairs (low
 *       halves 0 to 63, high halves 64 to 127) and 32 of h (two bits each, as in Q2_K); q = p + 16·h − 32. Element =
 *       d·scale[s]·q, s of 16 elements.
 *   <li>IQ4_XS: d, u16 u, 4 pairs l, 128 pairs q, 16 for each 32 elements as in Q4_0; scale s of 32 elements = l (low half
 *       for even s) + 16·(bits 2s and 2s + 1 of u) − 32. Element = d·scale[s]·level(q).
 * </ul>
 *
 * Source: ggml's block structures and type numbers (gguf specification); for F8_E4M3 "FP8 Formats for Deep Learning"
 * (Micikevicius et al., 2022).
 */
public enum ElementType {
    F32(0, 1, 4),
    F16(1, 1, 2),
    Q4_0(2, 32, 18),
    Q4_1(3, 32, 20),
    Q5_0(6, 32, 22),
    Q5_1(7, 32, 24),
    Q8_0(8, 32, 34),
    Q2_K(10, 256, 84),
    Q3_K(11, 256, 110),
    Q4_K(12, 256, 144),
    Q5_K(13, 256, 176),
    Q6_K(14, 256, 210),
    IQ4_NL(20, 32, 18),
    IQ4_XS(23, 256, 136),
    BF16(30, 1, 2),
    F8_E4M3(ElementType.NOT_IN_GGUF, 1, 1);

    private static final int NOT_IN_GGUF = -1;

    private final int ggufId;
    private final int blockLength;
    private final int blockBytes;

    ElementType(int ggufId, int blockLength, int blockBytes) {
        this.ggufId = ggufId;
        this.blockLength = blockLength;
        this.blockBytes = blockBytes;
    }

    /** The number of this type in a GGUF tensor info; empty where GGUF has none. */
    public OptionalInt ggufId() {
        return ggufId == NOT_IN_GGUF ? OptionalInt.empty() : OptionalInt.of(ggufId);
    }

    /** Elements in a block. */
    public int blockLength() {
        return blockLength;
    }

    /** Bytes of a block. */
    public int blockBytes() {
        return blockBytes;
    }

    /** Where in a block its f16 scales are, in bytes; none in types of one element a block. */
    public List<Integer> scaleOffsets() {
        return switch (this) {
            case F32, F16, BF16, F8_E4M3 -> List.of();
            case Q8_0, Q4_0, Q5_0, IQ4_NL, IQ4_XS -> List.of(0);
            case Q4_1, Q5_1, Q4_K, Q5_K -> List.of(0, 2);
            case Q2_K -> List.of(80, 82);
            case Q3_K -> List.of(108);
            case Q6_K -> List.of(208);
        };
    }

    /** The type with this number in a GGUF tensor info, if Joute implements it. */
    public static Optional<ElementType> ofGgufId(int id) {
        return Arrays.stream(values())
                .filter(type -> type.ggufId == id && id != NOT_IN_GGUF)
                .findFirst();
    }

    /** Bytes that {@code elements} take; throws {@link IllegalArgumentException} unless they fill whole blocks. */
    public long bytes(long elements) {
        if (elements < 0 || elements % blockLength != 0) {
            throw new IllegalArgumentException(
                    elements + " elements of " + this + ", expected a multiple of " + blockLength);
        }
        return Sizes.multiply(elements / blockLength, blockBytes);
    }
}
