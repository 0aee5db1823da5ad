package io.joute.engine.kernel.x86;

import static io.joute.engine.kernel.x86.AttentionLayout.LANES;
import static io.joute.engine.kernel.x86.AttentionLayout.LINE;
import static io.joute.engine.kernel.x86.AttentionLayout.SLOTS;

/** Numbers that kernels read beside their operands, each repeated over a line; RBX is where they begin. */
final class Constants {
    /** Below it an exponential would leave the range of floats that are not denormal. */
    static final int LOWEST = 0;

    /** Above it, it would be infinite. */
    static final int HIGHEST = 1;

    static final int LOG2_E = 2;

    /** Adding it rounds a small float to an integer and leaves that integer in the low bits. */
    static final int ROUND = 3;

    /** −ln 2 in two parts, the first exact in few bits. */
    static final int LN2_HIGH = 4;

    static final int LN2_LOW = 5;
    static final int MINUS_INFINITY = 6;
    static final int SIGN = 7;

    /** Below it a gate is closed to the last bit. */
    static final int CLOSED = 8;

    static final int GELU_CUBE = 9;
    static final int GELU_SCALE = 10;

    /** The coefficients of an exponential's polynomial, in the order in which it takes them; 1 is the last. */
    static final int POLYNOMIAL = 11;

    static final int ONE = 18;

    private static final float[] FLOATS = {
        -87.33f,
        88.37f,
        (float) (1 / Math.log(2)),
        0x1.8p23f,
        -355 / 512f,
        (float) -(Math.log(2) - 355 / 512f),
        Float.NEGATIVE_INFINITY,
        -0f,
        -88f,
        0.044715f,
        (float) (2 * Math.sqrt(2 / Math.PI)),
        1 / 5040f,
        1 / 720f,
        1 / 120f,
        1 / 24f,
        1 / 6f,
        0.5f,
        1f,
        1f
    };

    private Constants() {}

    /** Write them, where {@code label} will stand. */
    static void write(Assembler code, Label label) {
        code.align(LINE);
        code.place(label);
        for (float constant : FLOATS) {
            for (int lane = 0; lane < LANES; lane++) {
                code.word(Float.floatToRawIntBits(constant));
            }
        }
        for (int slot = 0; slot < SLOTS; slot++) {
            code.word(-1 - slot);
        }
    }

    static Mem line(int index) {
        return Mem.at(Gp.RBX, index * LINE);
    }

    /** −1 − slot, for all slots of a page, from byte {@code at} on. */
    static Mem slots(int at) {
        return Mem.at(Gp.RBX, FLOATS.length * LINE + at);
    }
}
