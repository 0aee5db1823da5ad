package io.joute.engine.kernel.x86;

import java.util.List;

/** Formats of 32 columns and one f16 scale, and of bf16. */
enum SmallBlocks implements Unpacking {
    /** d, 32 signed bytes; 128 is added to each where they shall be unsigned. */
    Q8_0(Kind.SCALE, 34, 128, 255) {
        @Override
        public List<Integer> constants() {
            return List.of(0x80808080);
        }

        @Override
        public void write(Rows rows, Gp panel, int stride) {
            Assembler code = rows.code();
            rows.load32(2);
            for (int j = 0; j < 8; j++) {
                if (!rows.instructions().signed(this)) {
                    code.vpxord(rows.vector(j), rows.vector(j), rows.constant(0));
                }
                code.vmovdqu32(rows.place(panel, 64 * j), rows.vector(j));
            }
            scale(rows, panel);
        }
    },

    /** d, 16 pairs of four bits, low halves first. */
    Q4_0(Kind.SCALE, 18, 8, 15) {
        @Override
        public List<Integer> constants() {
            return List.of(0x0F0F0F0F);
        }

        @Override
        public void write(Rows rows, Gp panel, int stride) {
            Assembler code = rows.code();
            rows.load16(2, 4);
            for (int j = 0; j < 4; j++) {
                Vec pairs = rows.vector(4 + j);
                Vec quants = rows.vector(j);
                code.vpandd(quants, pairs, rows.constant(0));
                code.vmovdqu32(rows.place(panel, 64 * j), quants);
                code.vpsrlw(pairs, pairs, 4);
                code.vpandd(quants, pairs, rows.constant(0));
                code.vmovdqu32(rows.place(panel, 64 * (4 + j)), quants);
            }
            scale(rows, panel);
        }
    },

    /** 32 upper halves of floats. */
    BF16(Kind.PAIRS, 64, 0, 1) {
        @Override
        public List<Integer> constants() {
            return List.of();
        }

        @Override
        public void write(Rows rows, Gp panel, int stride) {
            for (int half = 0; half < 2; half++) {
                rows.load32(32 * half);
                for (int j = 0; j < 8; j++) {
                    rows.code().vmovdqu32(rows.place(panel, 64 * (8 * half + j)), rows.vector(j));
                }
            }
        }
    };

    private final Kind kind;
    private final int bytes;
    private final int offset;
    private final int largest;

    SmallBlocks(Kind kind, int bytes, int offset, int largest) {
        this.kind = kind;
        this.bytes = bytes;
        this.offset = offset;
        this.largest = largest;
    }

    private static void scale(Rows rows, Gp panel) {
        Vec scale = rows.vector(14);
        rows.halves(0, rows.vector(15), scale);
        rows.code().vmovdqu32(rows.place(panel, Kind.SCALES), scale);
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

    @Override
    public int largest() {
        return largest;
    }
}
