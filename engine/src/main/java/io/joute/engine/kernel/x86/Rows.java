package io.joute.engine.kernel.x86;

import java.util.List;

/**
 * Sixteen rows of a file, where the file has them: row r is at {@code BASES[r / 4] + (r mod 4) · R8}, with {@code R9 = 3 · R8}.
 * A vector takes all of them, or 8 from the first or the ninth on. What takes a block from them may spoil vectors 0 to 15
 * (of 64 bytes, also 16 to 19).
 */
final class Rows {
    static final Gp ROW_BYTES = Gp.R8;
    static final Gp THREE_ROWS = Gp.R9;
    private static final Gp[] BASES = {Gp.RDI, Gp.R10, Gp.R11, Gp.RBX};
    private static final int INNER = 12;
    private static final int WIDE_INNER = 16;

    private final Assembler code;
    private final Instructions instructions;
    private final int first;
    private final List<? extends Operand> constants;

    /** Rows from {@code first} on, as many as a vector has lanes. */
    Rows(Assembler code, Instructions instructions, int first, List<? extends Operand> constants) {
        this.code = code;
        this.instructions = instructions;
        this.first = first;
        this.constants = constants;
    }

    /** Point at the rows from RDI on; {@code ROW_BYTES} is set, {@code THREE_ROWS} becomes so. */
    static void point(Assembler code) {
        code.lea(THREE_ROWS, Mem.at(ROW_BYTES, ROW_BYTES, 2, 0));
        code.lea(BASES[1], Mem.at(BASES[0], ROW_BYTES, 4, 0));
        code.lea(BASES[2], Mem.at(BASES[0], ROW_BYTES, 8, 0));
        code.lea(BASES[3], Mem.at(BASES[1], ROW_BYTES, 8, 0));
    }

    /** The address of the row after these. */
    static void next(Assembler code, Gp to) {
        code.lea(to, Mem.at(BASES[2], ROW_BYTES, 8, 0));
    }

    /** Move all pointers by {@code bytes}. */
    static void advance(Assembler code, int bytes) {
        for (Gp base : BASES) {
            code.add(base, bytes);
        }
    }

    /** From the end of 16 rows to the next 16. */
    static void nextGroup(Assembler code) {
        code.lea(BASES[0], Mem.at(BASES[3], THREE_ROWS, 1, 0));
        point(code);
    }

    Assembler code() {
        return code;
    }

    Instructions instructions() {
        return instructions;
    }

    /** All of vector {@code number}. */
    Vec vector(int number) {
        return instructions.wide() ? Vec.zmm(number) : Vec.ymm(number);
    }

    /** Constant {@code index} of the format in all lanes. */
    Operand constant(int index) {
        return constants.get(index);
    }

    /** Where these rows' lanes are of what is {@code offset} bytes into {@code panel}. */
    Mem place(Gp panel, int offset) {
        return Mem.at(panel, offset + 4 * first);
    }

    private Mem row(int i, int offset) {
        int row = first + i;
        Gp base = BASES[row / 4];
        return switch (row % 4) {
            case 0 -> Mem.at(base, offset);
            case 1 -> Mem.at(base, ROW_BYTES, 1, offset);
            case 2 -> Mem.at(base, ROW_BYTES, 2, offset);
            default -> Mem.at(base, THREE_ROWS, 1, offset);
        };
    }

    /** The 16 bytes at {@code offset} of each row: vector {@code to + i} gets bytes 4i to 4i + 3 of all. Spoils 12 to 15. */
    void load16(int offset, int to) {
        for (int i = 0; i < 4; i++) {
            code.vmovdqu32(vector(to + i).xmm(), row(i, offset));
        }
        for (int quarter = 1; quarter < (instructions.wide() ? 4 : 2); quarter++) {
            for (int i = 0; i < 4; i++) {
                code.vinserti32x4(vector(to + i), vector(to + i), row(4 * quarter + i, offset), quarter);
            }
        }
        transposeFour(to, INNER, to);
    }

    /** The 32 bytes at {@code offset} of each row, into vectors 0 to 7 in the same way. Spoils all others that may be spoilt. */
    void load32(int offset) {
        if (!instructions.wide()) {
            load16(offset, 0);
            load16(offset + 16, 4);
            return;
        }
        for (int i = 8; i < 12; i++) {
            code.vmovdqu32(vector(i).ymm(), row(i - 8, offset));
            code.vmovdqu32(vector(4 + i).ymm(), row(i, offset));
        }
        for (int i = 8; i < 12; i++) {
            code.vinserti64x4(vector(i), vector(i), row(i - 4, offset), 1);
            code.vinserti64x4(vector(4 + i), vector(4 + i), row(4 + i, offset), 1);
        }
        transposeFour(8, WIDE_INNER, 0);
        transposeFour(12, WIDE_INNER, 4);
        for (int i = 0; i < 4; i++) {
            code.vshufi64x2(vector(8 + i), vector(i), vector(4 + i), 0x88);
            code.vshufi64x2(vector(12 + i), vector(i), vector(4 + i), 0xDD);
        }
        for (int i = 0; i < 8; i++) {
            code.vmovdqu32(vector(i), vector(8 + i));
        }
    }

    /** The f16 at {@code offset} of each row as floats; spoils {@code spare}. */
    void halves(int offset, Vec spare, Vec to) {
        lowHalves(offset, 0, to);
        if (instructions.wide()) {
            lowHalves(offset, 8, spare);
            code.vinserti32x4(to.ymm(), to.ymm(), spare.xmm(), 1);
            code.vcvtph2ps(to, to.ymm());
        } else {
            code.vcvtph2ps(to, to.xmm());
        }
    }

    private void lowHalves(int offset, int from, Vec to) {
        code.vpbroadcastw(to.xmm(), row(from, offset));
        for (int i = 1; i < 8; i++) {
            code.vpinsrw(to.xmm(), to.xmm(), row(from + i, offset), i);
        }
    }

    /** Lanes of {@code from}, 16 bits of f16 and zeros above, as floats; spoils {@code from}. */
    void halvesOf(Vec from, Vec to) {
        if (instructions.wide()) {
            code.vpmovdw(to.ymm(), from);
            code.vcvtph2ps(to, to.ymm());
        } else {
            code.vpackusdw(to, from, from);
            code.vextracti128(from, to, 1);
            code.vpunpcklqdq(to.xmm(), to.xmm(), from.xmm());
            code.vcvtph2ps(to, to.xmm());
        }
    }

    /** In each quarter: lane i of vector {@code from + j} becomes lane j of {@code to + i}. */
    private void transposeFour(int from, int inner, int to) {
        code.vpunpckldq(vector(inner), vector(from), vector(from + 1));
        code.vpunpckhdq(vector(inner + 1), vector(from), vector(from + 1));
        code.vpunpckldq(vector(inner + 2), vector(from + 2), vector(from + 3));
        code.vpunpckhdq(vector(inner + 3), vector(from + 2), vector(from + 3));
        code.vpunpcklqdq(vector(to), vector(inner), vector(inner + 2));
        code.vpunpckhqdq(vector(to + 1), vector(inner), vector(inner + 2));
        code.vpunpcklqdq(vector(to + 2), vector(inner + 1), vector(inner + 3));
        code.vpunpckhqdq(vector(to + 3), vector(inner + 1), vector(inner + 3));
    }
}
