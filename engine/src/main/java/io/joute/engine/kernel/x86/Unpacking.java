package io.joute.engine.kernel.x86;

import static io.joute.engine.kernel.x86.Vec.zmm;

import java.util.List;

/**
 * Takes a block of 16 rows from a format of 32 elements with one f16 scale and puts it into registers, a row a lane: vector
 * j holds columns 4j to 4j + 3 of all rows as unsigned bytes, which is what the dot product wants, and one vector holds the
 * scales. Rows stay where the file has them; nothing is copied.
 *
 * <p>Row r is at {@code BASES[r / 4] + (r mod 4) · R8}, with {@code R9 = 3 · R8}.
 */
enum Unpacking {
    /** d, 32 signed bytes; 128 is added to each. */
    Q8_0(34) {
        @Override
        void constants(Assembler code) {
            code.mov32(Gp.RAX, 0x80808080);
            code.vpbroadcastd(CONSTANT, Gp.RAX);
        }

        @Override
        void quants(Assembler code) {
            for (int i = 0; i < 4; i++) {
                code.vmovdqu32(TEMPORARY[i].ymm(), row(i, 2));
                code.vmovdqu32(TEMPORARY[4 + i].ymm(), row(8 + i, 2));
            }
            for (int i = 0; i < 4; i++) {
                code.vinserti64x4(TEMPORARY[i], TEMPORARY[i], row(4 + i, 2), 1);
                code.vinserti64x4(TEMPORARY[4 + i], TEMPORARY[4 + i], row(12 + i, 2), 1);
            }
            transposeFour(
                    code, List.of(TEMPORARY).subList(0, 4), List.of(QUANTS).subList(0, 4));
            transposeFour(
                    code, List.of(TEMPORARY).subList(4, 8), List.of(QUANTS).subList(4, 8));
            for (int i = 0; i < 4; i++) {
                code.vshufi64x2(TEMPORARY[i], QUANTS[i], QUANTS[4 + i], 0x88);
                code.vshufi64x2(TEMPORARY[4 + i], QUANTS[i], QUANTS[4 + i], 0xDD);
            }
            for (int i = 0; i < 8; i++) {
                code.vpxord(QUANTS[i], TEMPORARY[i], CONSTANT);
            }
        }
    },

    /** d, 16 pairs of four bits, low halves first. */
    Q4_0(18) {
        @Override
        void constants(Assembler code) {
            code.mov32(Gp.RAX, 0x0F0F0F0F);
            code.vpbroadcastd(CONSTANT, Gp.RAX);
        }

        @Override
        void quants(Assembler code) {
            for (int i = 0; i < 4; i++) {
                code.vmovdqu32(QUANTS[i].xmm(), row(i, 2));
            }
            for (int quarter = 1; quarter < 4; quarter++) {
                for (int i = 0; i < 4; i++) {
                    code.vinserti32x4(QUANTS[i], QUANTS[i], row(4 * quarter + i, 2), quarter);
                }
            }
            transposeFour(
                    code, List.of(QUANTS).subList(0, 4), List.of(TEMPORARY).subList(4, 8));
            for (int i = 0; i < 4; i++) {
                code.vpandd(QUANTS[i], TEMPORARY[4 + i], CONSTANT);
                code.vpsrlw(TEMPORARY[4 + i], TEMPORARY[4 + i], 4);
                code.vpandd(QUANTS[4 + i], TEMPORARY[4 + i], CONSTANT);
            }
        }
    };

    static final Gp ROW_BYTES = Gp.R8;
    static final Gp THREE_ROWS = Gp.R9;
    private static final Gp[] BASES = {Gp.RDI, Gp.R10, Gp.R11, Gp.RBX};

    /** Results. */
    private static final Vec[] QUANTS = {zmm(0), zmm(1), zmm(2), zmm(3), zmm(4), zmm(5), zmm(6), zmm(7)};

    private static final Vec[] TEMPORARY = {zmm(8), zmm(9), zmm(10), zmm(11), zmm(12), zmm(13), zmm(14), zmm(15)};
    private static final Vec[] INNER = {zmm(16), zmm(17), zmm(18), zmm(19)};
    private static final Vec SCALES = zmm(16);
    private static final Vec UPPER_SCALES = zmm(17);
    private static final Vec CONSTANT = zmm(31);

    private final int blockBytes;

    Unpacking(int blockBytes) {
        this.blockBytes = blockBytes;
    }

    int blockBytes() {
        return blockBytes;
    }

    /** Columns 4j to 4j + 3. */
    static Vec quant(int j) {
        return QUANTS[j];
    }

    static Vec scales() {
        return SCALES;
    }

    /** What stays in a register while blocks pass; spoils RAX. */
    abstract void constants(Assembler code);

    abstract void quants(Assembler code);

    /** Point at the rows from RDI on; {@code ROW_BYTES} is set, {@code THREE_ROWS} becomes so. */
    static void pointAtRows(Assembler code) {
        code.lea(THREE_ROWS, Mem.at(ROW_BYTES, ROW_BYTES, 2, 0));
        code.lea(BASES[1], Mem.at(BASES[0], ROW_BYTES, 4, 0));
        code.lea(BASES[2], Mem.at(BASES[0], ROW_BYTES, 8, 0));
        code.lea(BASES[3], Mem.at(BASES[1], ROW_BYTES, 8, 0));
    }

    /** Unpack the block at the rows' pointers, and move these to the next. */
    void block(Assembler code) {
        quants(code);
        scales(code);
        for (Gp base : BASES) {
            code.add(base, blockBytes);
        }
    }

    /** From the end of 16 rows to the next 16. */
    static void nextRows(Assembler code) {
        code.lea(BASES[0], Mem.at(BASES[3], THREE_ROWS, 1, 0));
        pointAtRows(code);
    }

    private static void scales(Assembler code) {
        code.vpbroadcastw(SCALES.xmm(), row(0, 0));
        code.vpbroadcastw(UPPER_SCALES.xmm(), row(8, 0));
        for (int i = 1; i < 8; i++) {
            code.vpinsrw(SCALES.xmm(), SCALES.xmm(), row(i, 0), i);
            code.vpinsrw(UPPER_SCALES.xmm(), UPPER_SCALES.xmm(), row(8 + i, 0), i);
        }
        code.vinserti32x4(SCALES.ymm(), SCALES.ymm(), UPPER_SCALES.xmm(), 1);
        code.vcvtph2ps(SCALES, SCALES.ymm());
    }

    private static Mem row(int row, int offset) {
        Gp base = BASES[row / 4];
        return switch (row % 4) {
            case 0 -> Mem.at(base, offset);
            case 1 -> Mem.at(base, ROW_BYTES, 1, offset);
            case 2 -> Mem.at(base, ROW_BYTES, 2, offset);
            default -> Mem.at(base, THREE_ROWS, 1, offset);
        };
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
