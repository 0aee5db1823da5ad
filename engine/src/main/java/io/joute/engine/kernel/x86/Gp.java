package io.joute.engine.kernel.x86;

/** A general register of 64 bits. */
enum Gp {
    RAX(0),
    RCX(1),
    RDX(2),
    RBX(3),
    RSP(4),
    RBP(5),
    RSI(6),
    RDI(7),
    R8(8),
    R9(9),
    R10(10),
    R11(11),
    R12(12),
    R13(13),
    R14(14),
    R15(15);

    private final int number;

    Gp(int number) {
        this.number = number;
    }

    /** 0 to 15. */
    int number() {
        return number;
    }

    /** The part of its number that stands in an instruction. */
    int low() {
        return number & 7;
    }

    /** The part that stands in a prefix: 0 or 1. */
    int high() {
        return number >> 3;
    }
}
