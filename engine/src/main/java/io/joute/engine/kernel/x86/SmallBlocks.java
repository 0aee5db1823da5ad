package io.joute.engine.kernel.x86;

import static io.joute.engine.kernel.x86.Vec.zmm;

import java.util.List;
import java.util.stream.IntStream;

/** Formats of 32 columns and one f16 scale, and of bf16. */
enum SmallBlocks implements Unpacking {
    /** d, 32 signed bytes; 128 is added to each. */
    Q8_0(Kind.SCALE, 34, 128) {
        @Override
        public void constants(Assembler code) {
            code.mov32(Gp.RAX, 0x80808080);
            code.vpbroadcastd(zmm(31), Gp.RAX);
        }

        @Override
        public void write(Assembler code, Gp panel, int stride) {
            Rows.load32(code, 2, SPARE, QUANTS);
            for (int j = 0; j < 8; j++) {
                code.vpxord(QUANTS.get(j), QUANTS.get(j), zmm(31));
                code.vmovdqu32(Mem.at(panel, 64 * j), QUANTS.get(j));
            }
            scale(code, panel);
        }
    },

    /** d, 16 pairs of four bits, low halves first. */
    Q4_0(Kind.SCALE, 18, 8) {
        @Override
        public void constants(Assembler code) {
            code.mov32(Gp.RAX, 0x0F0F0F0F);
            code.vpbroadcastd(zmm(31), Gp.RAX);
        }

        @Override
        public void write(Assembler code, Gp panel, int stride) {
            Rows.load16(code, 2, SPARE.subList(0, 4), SPARE.subList(4, 8));
            for (int j = 0; j < 4; j++) {
                Vec pairs = SPARE.get(4 + j);
                code.vpandd(zmm(j), pairs, zmm(31));
                code.vmovdqu32(Mem.at(panel, 64 * j), zmm(j));
                code.vpsrlw(pairs, pairs, 4);
                code.vpandd(zmm(j), pairs, zmm(31));
                code.vmovdqu32(Mem.at(panel, 64 * (4 + j)), zmm(j));
            }
            scale(code, panel);
        }
    },

    /** 32 upper halves of floats. */
    BF16(Kind.PAIRS, 64, 0) {
        @Override
        public void constants(Assembler code) {
            // None.
        }

        @Override
        public void write(Assembler code, Gp panel, int stride) {
            for (int half = 0; half < 2; half++) {
                Rows.load32(code, 32 * half, SPARE, QUANTS);
                for (int j = 0; j < 8; j++) {
                    code.vmovdqu32(Mem.at(panel, 64 * (8 * half + j)), QUANTS.get(j));
                }
            }
        }
    };

    private static final List<Vec> QUANTS =
            IntStream.range(0, 8).mapToObj(Vec::zmm).toList();
    private static final List<Vec> SPARE =
            IntStream.range(8, 16).mapToObj(Vec::zmm).toList();

    private final Kind kind;
    private final int bytes;
    private final int offset;

    SmallBlocks(Kind kind, int bytes, int offset) {
        this.kind = kind;
        this.bytes = bytes;
        this.offset = offset;
    }

    private static void scale(Assembler code, Gp panel) {
        Rows.halves(code, 0, zmm(17), zmm(16));
        code.vmovdqu32(Mem.at(panel, Kind.SCALES), zmm(16));
    }

    @Override
    public Kind kind() {
        return kind;
    }

    @Override
    public int columns() {
        return Layout.BLOCK;
    }

    @Override
    public int bytes() {
        return bytes;
    }

    @Override
    public int offset() {
        return offset;
    }
}
