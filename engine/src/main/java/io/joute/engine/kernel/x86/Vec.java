package io.joute.engine.kernel.x86;

/**
 * A vector register.
 *
 * @param number 0 to 31
 * @param bytes how much of it is meant: 16, 32 or 64
 */
record Vec(int number, int bytes) implements Operand {
    Vec {
        if (number < 0 || number > 31 || (bytes != 16 && bytes != 32 && bytes != 64)) {
            throw new IllegalArgumentException(
                    "vector register " + number + " of " + bytes + " bytes, expected 0 to 31 of 16, 32 or 64");
        }
    }

    /** All 64 bytes of register {@code number}. */
    static Vec zmm(int number) {
        return new Vec(number, 64);
    }

    /** The lower 32 bytes of register {@code number}. */
    static Vec ymm(int number) {
        return new Vec(number, 32);
    }

    /** Its lower 32 bytes. */
    Vec ymm() {
        return new Vec(number, 32);
    }

    /** Its lowest 16 bytes. */
    Vec xmm() {
        return new Vec(number, 16);
    }

    /** The code of its length in a prefix. */
    int lengthCode() {
        return bytes / 32;
    }
}
