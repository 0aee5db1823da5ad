package io.joute.engine.kernel.x86;

import java.util.List;

/**
 * Formats of 256 columns whose sub-blocks have small scales of their own; a panel gets {@code d · scale} as floats. Bits are
 * taken apart in vectors of four columns a lane, all rows at once.
 */
enum SuperBlocks implements Unpacking {
    /** d, dmin, 12 bytes of six-bit scales and minima, 128 pairs: of each 32, low halves are 32 columns, high halves the next. */
    Q4_K(Kind.SCALE_AND_MINIMUM, 144, 0, 15) {
        @Override
        public List<Integer> constants() {
            return List.of(0x0F0F0F0F, 0x30303030, 0x3F3F3F3F, 0xFF);
        }

        @Override
        public void write(Rows rows, Gp panel, int stride) {
            Assembler code = rows.code();
            sixBitScales(rows, panel, stride);
            for (int part = 0; part < 8; part++) {
                int half = part % 2;
                rows.load16(16 + 16 * part, PAIRS);
                for (int i = 0; i < 4; i++) {
                    Vec quants = rows.vector(i);
                    Vec pairs = rows.vector(PAIRS + i);
                    code.vpandd(quants, pairs, rows.constant(LOW_FOUR));
                    code.vmovdqu32(quant(rows, panel, part / 2 * 2 * stride, 4 * half + i), quants);
                    code.vpsrlw(pairs, pairs, 4);
                    code.vpandd(quants, pairs, rows.constant(LOW_FOUR));
                    code.vmovdqu32(quant(rows, panel, (part / 2 * 2 + 1) * stride, 4 * half + i), quants);
                }
            }
        }
    },

    /** As Q4_K with 32 bytes h before the pairs: bit s of h[i mod 32] is the fifth of column i in sub-block s. */
    Q5_K(Kind.SCALE_AND_MINIMUM, 176, 0, 31) {
        @Override
        public List<Integer> constants() {
            return List.of(0x0F0F0F0F, 0x30303030, 0x3F3F3F3F, 0xFF, 0x10101010);
        }

        @Override
        public void write(Rows rows, Gp panel, int stride) {
            Assembler code = rows.code();
            sixBitScales(rows, panel, stride);
            for (int half = 0; half < 2; half++) {
                rows.load16(16 + 16 * half, HIGH);
                for (int part = 0; part < 4; part++) {
                    rows.load16(48 + 32 * part + 16 * half, PAIRS);
                    for (int i = 0; i < 4; i++) {
                        for (int upper = 0; upper < 2; upper++) {
                            int s = 2 * part + upper;
                            withUpperBits(rows, i, upper, s - 4, FIFTH);
                            code.vmovdqu32(quant(rows, panel, s * stride, 4 * half + i), rows.vector(0));
                        }
                    }
                }
            }
        }
    },

    /** 128 pairs, 64 bytes of two more bits, 16 signed bytes of scales for 16 columns each, d; see {@code ElementType}. */
    Q6_K(Kind.TWO_SCALES, 210, 32, 63) {
        @Override
        public List<Integer> constants() {
            return List.of(0x0F0F0F0F, 0x30303030);
        }

        @Override
        public void write(Rows rows, Gp panel, int stride) {
            Assembler code = rows.code();
            signedScales(rows, panel, stride);
            for (int part = 0; part < 4; part++) {
                int upper = part / 2;
                int half = part % 2;
                rows.load16(128 + 32 * upper + 16 * half, HIGH);
                for (int low = 0; low < 2; low++) {
                    rows.load16(64 * upper + 32 * low + 16 * half, PAIRS);
                    for (int i = 0; i < 4; i++) {
                        for (int high = 0; high < 2; high++) {
                            int quarter = 2 * high + low;
                            withUpperBits(rows, i, high, 2 * quarter - 4, UPPER_TWO);
                            Mem to = quant(rows, panel, (4 * upper + quarter) * stride, 4 * half + i);
                            code.vmovdqu32(to, rows.vector(0));
                        }
                    }
                }
            }
        }
    };

    private static final int COLUMNS = 256;

    // Vectors; 0 and 1 are loose, and 12 to 15 are spoilt by loads.
    private static final int D = 2;
    private static final int MINIMUM = 3;
    private static final int PAIRS = 4;
    private static final int HIGH = 8;
    private static final int LOOSE = 12;

    // Constants.
    private static final int LOW_FOUR = 0;
    private static final int UPPER_TWO = 1;
    private static final int LOW_SIX = 2;
    private static final int LOW_BYTE = 3;
    private static final int FIFTH = 4;

    private final Kind kind;
    private final int bytes;
    private final int offset;
    private final int largest;

    SuperBlocks(Kind kind, int bytes, int offset, int largest) {
        this.kind = kind;
        this.bytes = bytes;
        this.offset = offset;
        this.largest = largest;
    }

    private static Mem quant(Rows rows, Gp panel, int block, int vector) {
        return rows.place(panel, block + 64 * vector);
    }

    /** Four bits of each byte, the low ones or ({@code upper} 1) the high ones. */
    private static void nibble(Rows rows, Vec to, Vec pairs, int upper) {
        Assembler code = rows.code();
        if (upper == 0) {
            code.vpandd(to, pairs, rows.constant(LOW_FOUR));
        } else {
            code.vpsrlw(to, pairs, 4);
            code.vpandd(to, to, rows.constant(LOW_FOUR));
        }
    }

    /** To the right by {@code bits}, or to the left where negative; bits of the neighbouring byte come along. */
    private static void shift(Assembler code, Vec to, Vec from, int bits) {
        if (bits > 0) {
            code.vpsrlw(to, from, bits);
        } else if (bits < 0) {
            code.vpsllw(to, from, -bits);
        } else {
            code.vmovdqu32(to, from);
        }
    }

    /** Vector 0 becomes four bits of pairs {@code i} and the bits of {@code mask} from the high ones shifted right by {@code bits}. */
    private static void withUpperBits(Rows rows, int i, int upper, int bits, int mask) {
        Assembler code = rows.code();
        Vec quants = rows.vector(0);
        Vec high = rows.vector(1);
        nibble(rows, quants, rows.vector(PAIRS + i), upper);
        shift(code, high, rows.vector(HIGH + i), bits);
        code.vpandd(high, high, rows.constant(mask));
        code.vpord(quants, quants, high);
    }

    /** The first 16 bytes of each row: d and dmin, then scales 0–3, minima 0–3, and the rest of 4–7, six bits each. */
    private static void sixBitScales(Rows rows, Gp panel, int stride) {
        Assembler code = rows.code();
        rows.load16(0, HIGH);
        Vec factors = rows.vector(HIGH);
        Vec lower = rows.vector(LOOSE);
        code.vpslld(lower, factors, 16);
        code.vpsrld(lower, lower, 16);
        code.vpsrld(factors, factors, 16);
        rows.halvesOf(lower, rows.vector(D));
        rows.halvesOf(factors, rows.vector(MINIMUM));
        Vec last = rows.vector(HIGH + 3);
        Vec scale = rows.vector(0);
        for (int part = 0; part < 2; part++) {
            Vec first = rows.vector(HIGH + 1 + part);
            Vec second = rows.vector(PAIRS + part);
            code.vpsrlw(second, first, 2);
            code.vpandd(second, second, rows.constant(UPPER_TWO));
            nibble(rows, scale, last, part);
            code.vpord(second, second, scale);
            code.vpandd(first, first, rows.constant(LOW_SIX));
            for (int s = 0; s < 8; s++) {
                code.vpsrld(scale, s < 4 ? first : second, s % 4 * 8);
                code.vpandd(scale, scale, rows.constant(LOW_BYTE));
                code.vcvtdq2ps(scale, scale);
                code.vmulps(scale, scale, rows.vector(part == 0 ? D : MINIMUM));
                code.vmovdqu32(rows.place(panel, s * stride + (part == 0 ? Kind.SCALES : Kind.SECOND)), scale);
            }
        }
    }

    /** The 16 signed bytes at 192, times the factor at 208. */
    private static void signedScales(Rows rows, Gp panel, int stride) {
        Assembler code = rows.code();
        rows.halves(208, rows.vector(LOOSE), rows.vector(D));
        rows.load16(192, PAIRS);
        Vec scale = rows.vector(0);
        for (int s = 0; s < 16; s++) {
            // The byte to the top of its lane, then down with its sign.
            code.vpslld(scale, rows.vector(PAIRS + s / 4), 24 - s % 4 * 8);
            code.vpsrad(scale, scale, 24);
            code.vcvtdq2ps(scale, scale);
            code.vmulps(scale, scale, rows.vector(D));
            code.vmovdqu32(rows.place(panel, s / 2 * stride + (s % 2 == 0 ? Kind.SCALES : Kind.SECOND)), scale);
        }
    }

    @Override
    public Kind kind() {
        return kind;
    }

    @Override
    public int columns() {
        return COLUMNS;
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
