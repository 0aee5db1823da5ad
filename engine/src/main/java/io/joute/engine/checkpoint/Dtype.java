package io.joute.engine.checkpoint;

import io.joute.engine.tensor.ElementType;
import java.util.Arrays;
import java.util.Optional;

/** The element types of safetensors, by their names in the file; few of them make a weight. */
enum Dtype {
    F64(64),
    F32(32),
    F16(16),
    BF16(16),
    F8_E4M3(8),
    F8_E5M2(8),
    F8_E8M0(8),
    F6_E3M2(6),
    F6_E2M3(6),
    F4(4),
    C64(64),
    I64(64),
    I32(32),
    I16(16),
    I8(8),
    U64(64),
    U32(32),
    U16(16),
    U8(8),
    BOOL(8);

    private final int bits;

    Dtype(int bits) {
        this.bits = bits;
    }

    /** Bits of an element. */
    int bits() {
        return bits;
    }

    /** The element type of a weight, where Joute implements it. */
    Optional<ElementType> elementType() {
        return switch (this) {
            case F32 -> Optional.of(ElementType.F32);
            case F16 -> Optional.of(ElementType.F16);
            case BF16 -> Optional.of(ElementType.BF16);
            case F8_E4M3 -> Optional.of(ElementType.F8_E4M3);
            default -> Optional.empty();
        };
    }

    /** The type of this name. */
    static Optional<Dtype> of(String name) {
        return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
    }
}
