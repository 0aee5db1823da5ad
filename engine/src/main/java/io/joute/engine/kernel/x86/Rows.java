package io.joute.engine.kernel.x86;

import static io.joute.engine.kernel.x86.Vec.zmm;

import java.util.List;

/**
 * Sixteen rows of a file, where the file has them: row r is at {@code BASES[r / 4] + (r mod 4) · R8}, with {@code R9 = 3 · R8}.
 * What takes a block from them may spoil vectors 0 to 19, no general register, and keeps its constants in vectors 27 to 31.
 */
final class Rows {
    static final Gp ROW_BYTES = Gp.R8;
    static final Gp THREE_ROWS = Gp.R9;
    private static final Gp[] BASES = {Gp.RDI, Gp.R10, Gp.R11, Gp.RBX};

    private static final Vec[] INNER = {zmm(16), zmm(17), zmm(18), zmm(19)};

    private Rows() {}

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

    static Mem row(int row, int offset) {
        Gp base = BASES[row / 4];
        return switch (row % 4) {
            case 0 -> Mem.at(base, offset);
            case 1 -> Mem.at(base, ROW_BYTES, 1, offset);
            case 2 -> Mem.at(base, ROW_BYTES, 2, offset);
            default -> Mem.at(base, THREE_ROWS, 1, offset);
        };
    }

    /** The 16 bytes at {@code offset} of each row: vector i of {@code to} gets bytes 4i to 4i + 3 of all. Spoils {@code spare}. */
    static void load16(Assembler code, int offset, List<Vec> spare, List<Vec> to) {
        for (int i = 0; i < 4; i++) {
            code.vmovdqu32(spare.get(i).xmm(), row(i, offset));
        }
        for (int quarter = 1; quarter < 4; quarter++) {
            for (int i = 0; i < 4; i++) {
                code.vinserti32x4(spare.get(i), spare.get(i), row(4 * quarter + i, offset), quarter);
            }
        }
        transposeFour(code, spare, to);
    }

    /** The 32 bytes at {@code offset} of each row, into eight vectors in the same way. Spoils eight {@code spare}. */
    static void load32(Assembler code, int offset, List<Vec> spare, List<Vec> to) {
        for (int i = 0; i < 4; i++) {
            code.vmovdqu32(spare.get(i).ymm(), row(i, offset));
            code.vmovdqu32(spare.get(4 + i).ymm(), row(8 + i, offset));
        }
        for (int i = 0; i < 4; i++) {
            code.vinserti64x4(spare.get(i), spare.get(i), row(4 + i, offset), 1);
            code.vinserti64x4(spare.get(4 + i), spare.get(4 + i), row(12 + i, offset), 1);
        }
        transposeFour(code, spare.subList(0, 4), to.subList(0, 4));
        transposeFour(code, spare.subList(4, 8), to.subList(4, 8));
        for (int i = 0; i < 4; i++) {
            code.vshufi64x2(spare.get(i), to.get(i), to.get(4 + i), 0x88);
            code.vshufi64x2(spare.get(4 + i), to.get(i), to.get(4 + i), 0xDD);
        }
        for (int i = 0; i < 8; i++) {
            code.vmovdqu32(to.get(i), spare.get(i));
        }
    }

    /** The f16 at {@code offset} of each row as floats; spoils {@code spare}. */
    static void halves(Assembler code, int offset, Vec spare, Vec to) {
        code.vpbroadcastw(to.xmm(), row(0, offset));
        code.vpbroadcastw(spare.xmm(), row(8, offset));
        for (int i = 1; i < 8; i++) {
            code.vpinsrw(to.xmm(), to.xmm(), row(i, offset), i);
            code.vpinsrw(spare.xmm(), spare.xmm(), row(8 + i, offset), i);
        }
        code.vinserti32x4(to.ymm(), to.ymm(), spare.xmm(), 1);
        code.vcvtph2ps(to, to.ymm());
    }

    /** In each quarter: lane i of vector j becomes lane j of vector i. */
    private static void transposeFour(Assembler code, List<Vec> from, List<Vec> to) {
        code.vpunpckldq(INNER[0], from.get(0), from.get(1));
        code.vpunpckhdq(INNER[1], from.get(0), from.get(1));
        code.vpunpckldq(INNER[2], from.get(2), from.get(3));
        code.vpunpckhdq(INNER[3], from.get(2), from.get(3));
        code.vpunpcklqdq(to.get(0), INNER[0], INNER[2]);
        code.vpunpckhqdq(to.get(1), INNER[0], INNER[2]);
        code.vpunpcklqdq(to.get(2), INNER[1], INNER[3]);
        code.vpunpckhqdq(to.get(3), INNER[1], INNER[3]);
    }
}
