package io.joute.engine.tensor;

import java.util.Arrays;
import java.util.Optional;

/**
 * How the elements of a weight are stored, little-endian, in blocks of ggml's layouts.
 *
 * <ul>
 *   <li>F32, F16 (IEEE binary16), BF16 (upper half of an F32): one element a block.
 *   <li>Q8_0: f16 scale d, then 32 signed bytes q; element i = d·q[i].
 *   <li>Q4_0: f16 scale d, then 16 bytes; element i = d·(low nibble of byte i − 8) for i below 16, else d·(high nibble of
 *       byte i−16 − 8).
 * </ul>
 *
 * Source: ggml's block structures and type numbers (gguf specification).
 */
public enum ElementType {
    F32(0, 1, 4),
    F16(1, 1, 2),
    Q4_0(2, 32, 18),
    Q8_0(8, 32, 34),
    BF16(30, 1, 2);

    private final int ggufId;
    private final int blockLength;
    private final int blockBytes;

    ElementType(int ggufId, int blockLength, int blockBytes) {
        this.ggufId = ggufId;
        this.blockLength = blockLength;
        this.blockBytes = blockBytes;
    }

    /** The number of this type in a GGUF tensor info. */
    public int ggufId() {
        return ggufId;
    }

    /** Elements in a block. */
    public int blockLength() {
        return blockLength;
    }

    /** Bytes of a block. */
    public int blockBytes() {
        return blockBytes;
    }

    /** The type with this number in a GGUF tensor info, if Joute implements it. */
    public static Optional<ElementType> ofGgufId(int id) {
        return Arrays.stream(values()).filter(type -> type.ggufId == id).findFirst();
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
