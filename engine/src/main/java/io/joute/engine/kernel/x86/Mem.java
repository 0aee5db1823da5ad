package io.joute.engine.kernel.x86;

import java.util.Optional;

/**
 * A place in memory: {@code base + index · scale + displacement}.
 *
 * @param base register that holds an address
 * @param index register that counts, if any; not {@code RSP}
 * @param scale 1, 2, 4 or 8
 * @param displacement bytes
 * @param repeated whether the four bytes there stand for all lanes of a vector
 */
record Mem(Gp base, Optional<Gp> index, int scale, int displacement, boolean repeated) implements Operand {
    Mem {
        if (Integer.bitCount(scale) != 1 || scale < 1 || scale > 8) {
            throw new IllegalArgumentException("scale is " + scale + ", expected 1, 2, 4 or 8");
        }
        if (index.equals(Optional.of(Gp.RSP))) {
            throw new IllegalArgumentException("RSP cannot be an index");
        }
    }

    static Mem at(Gp base, int displacement) {
        return new Mem(base, Optional.empty(), 1, displacement, false);
    }

    static Mem at(Gp base, Gp index, int scale, int displacement) {
        return new Mem(base, Optional.of(index), scale, displacement, false);
    }

    /** The same place, its four bytes repeated over a vector. */
    Mem toAllLanes() {
        return new Mem(base, index, scale, displacement, true);
    }
}
