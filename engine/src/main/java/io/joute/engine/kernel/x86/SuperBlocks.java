package io.joute.engine.kernel.x86;

import static io.joute.engine.kernel.x86.Vec.zmm;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Formats of 256 columns whose sub-blocks have small scales of their own; a panel gets {@code d · scale} as floats. Bits are
 * taken apart in vectors of four columns a lane, all 16 rows at once.
 */
enum SuperBlocks implements Unpacking {
    /** d, dmin, 12 bytes of six-bit scales and minima, 128 pairs: of each 32, low halves are 32 columns, high halves the next. */
    Q4_K(Kind.SCALE_AND_MINIMUM, 144, 0) {
        @Override
        public void constants(Assembler code) {
            sixBitConstants(code);
        }

        @Override
        public void write(Assembler code, Gp panel, int stride) {
            sixBitScales(code, panel, stride);
            for (int part = 0; part < 8; part++) {
                int half = part % 2;
                Rows.load16(code, 16 + 16 * part, SPARE, PAIRS);
                for (int i = 0; i < 4; i++) {
                    code.vpandd(zmm(i), PAIRS.get(i), LOW_FOUR);
                    code.vmovdqu32(quant(panel, stride, part / 2 * 2, 4 * half + i), zmm(i));
                    code.vpsrlw(PAIRS.get(i), PAIRS.get(i), 4);
                    code.vpandd(zmm(i), PAIRS.get(i), LOW_FOUR);
                    code.vmovdqu32(quant(panel, stride, part / 2 * 2 + 1, 4 * half + i), zmm(i));
                }
            }
        }
    },

    /** As Q4_K with 32 bytes h before the pairs: bit s of h[i mod 32] is the fifth of column i in sub-block s. */
    Q5_K(Kind.SCALE_AND_MINIMUM, 176, 0) {
        @Override
        public void constants(Assembler code) {
            sixBitConstants(code);
            code.mov32(Gp.RAX, 0x10101010);
            code.vpbroadcastd(FIFTH, Gp.RAX);
        }

        @Override
        public void write(Assembler code, Gp panel, int stride) {
            sixBitScales(code, panel, stride);
            for (int half = 0; half < 2; half++) {
                Rows.load16(code, 16 + 16 * half, SPARE, HIGH);
                for (int part = 0; part < 4; part++) {
                    Rows.load16(code, 48 + 32 * part + 16 * half, SPARE, PAIRS);
                    for (int i = 0; i < 4; i++) {
                        for (int upper = 0; upper < 2; upper++) {
                            int s = 2 * part + upper;
                            nibble(code, zmm(0), PAIRS.get(i), upper);
                            shift(code, zmm(1), HIGH.get(i), s - 4);
                            code.vpandd(zmm(1), zmm(1), FIFTH);
                            code.vpord(zmm(0), zmm(0), zmm(1));
                            code.vmovdqu32(quant(panel, stride, s, 4 * half + i), zmm(0));
                        }
                    }
                }
            }
        }
    },

    /** 128 pairs, 64 bytes of two more bits, 16 signed bytes of scales for 16 columns each, d; see {@code ElementType}. */
    Q6_K(Kind.TWO_SCALES, 210, 32) {
        @Override
        public void constants(Assembler code) {
            code.mov32(Gp.RAX, 0x0F0F0F0F);
            code.vpbroadcastd(LOW_FOUR, Gp.RAX);
            code.mov32(Gp.RAX, 0x30303030);
            code.vpbroadcastd(UPPER_TWO, Gp.RAX);
        }

        @Override
        public void write(Assembler code, Gp panel, int stride) {
            Rows.halves(code, 208, zmm(17), D);
            Rows.load16(code, 192, SPARE, PAIRS);
            for (int s = 0; s < 16; s++) {
                // The byte to the top of its lane, then down with its sign.
                code.vpslld(zmm(0), PAIRS.get(s / 4), 24 - s % 4 * 8);
                code.vpsrad(zmm(0), zmm(0), 24);
                code.vcvtdq2ps(zmm(0), zmm(0));
                code.vmulps(zmm(0), zmm(0), D);
                code.vmovdqu32(Mem.at(panel, s / 2 * stride + (s % 2 == 0 ? Kind.SCALES : Kind.SECOND)), zmm(0));
            }
            for (int part = 0; part < 4; part++) {
                int upper = part / 2;
                int half = part % 2;
                Rows.load16(code, 128 + 32 * upper + 16 * half, SPARE, HIGH);
                for (int low = 0; low < 2; low++) {
                    Rows.load16(code, 64 * upper + 32 * low + 16 * half, SPARE, PAIRS);
                    for (int i = 0; i < 4; i++) {
                        for (int high = 0; high < 2; high++) {
                            int quarter = 2 * high + low;
                            nibble(code, zmm(0), PAIRS.get(i), high);
                            shift(code, zmm(1), HIGH.get(i), 2 * quarter - 4);
                            code.vpandd(zmm(1), zmm(1), UPPER_TWO);
                            code.vpord(zmm(0), zmm(0), zmm(1));
                            code.vmovdqu32(quant(panel, stride, 4 * upper + quarter, 4 * half + i), zmm(0));
                        }
                    }
                }
            }
        }
    };

    private static final int COLUMNS = 256;

    private static final List<Vec> SPARE = vectors(4);
    private static final List<Vec> PAIRS = vectors(8);
    private static final List<Vec> HIGH = vectors(12);
    private static final Vec D = zmm(2);
    private static final Vec MINIMUM = zmm(3);
    private static final Vec FIFTH = zmm(27);
    private static final Vec LOW_FOUR = zmm(31);
    private static final Vec UPPER_TWO = zmm(30);
    private static final Vec LOW_SIX = zmm(29);
    private static final Vec LOW_BYTE = zmm(28);

    private final Kind kind;
    private final int bytes;
    private final int offset;

    SuperBlocks(Kind kind, int bytes, int offset) {
        this.kind = kind;
        this.bytes = bytes;
        this.offset = offset;
    }

    private static List<Vec> vectors(int first) {
        return IntStream.range(first, first + 4).mapToObj(Vec::zmm).toList();
    }

    private static Mem quant(Gp panel, int stride, int block, int vector) {
        return Mem.at(panel, block * stride + 64 * vector);
    }

    /** Four bits of each byte, the low ones or ({@code upper} 1) the high ones. */
    private static void nibble(Assembler code, Vec to, Vec pairs, int upper) {
        if (upper == 0) {
            code.vpandd(to, pairs, LOW_FOUR);
        } else {
            code.vpsrlw(to, pairs, 4);
            code.vpandd(to, to, LOW_FOUR);
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

    private static void sixBitConstants(Assembler code) {
        code.mov32(Gp.RAX, 0x0F0F0F0F);
        code.vpbroadcastd(LOW_FOUR, Gp.RAX);
        code.mov32(Gp.RAX, 0x30303030);
        code.vpbroadcastd(UPPER_TWO, Gp.RAX);
        code.mov32(Gp.RAX, 0x3F3F3F3F);
        code.vpbroadcastd(LOW_SIX, Gp.RAX);
        code.mov32(Gp.RAX, 0xFF);
        code.vpbroadcastd(LOW_BYTE, Gp.RAX);
    }

    /** The first 16 bytes of each row: d and dmin, then scales 0–3, minima 0–3, and the rest of 4–7, six bits each. */
    private static void sixBitScales(Assembler code, Gp panel, int stride) {
        Rows.load16(code, 0, SPARE, HIGH);
        Vec factors = HIGH.get(0);
        code.vpmovdw(D.ymm(), factors);
        code.vpsrld(factors, factors, 16);
        code.vpmovdw(MINIMUM.ymm(), factors);
        code.vcvtph2ps(D, D.ymm());
        code.vcvtph2ps(MINIMUM, MINIMUM.ymm());
        Vec last = HIGH.get(3);
        for (int part = 0; part < 2; part++) {
            Vec first = HIGH.get(1 + part);
            Vec second = PAIRS.get(part);
            code.vpsrlw(second, first, 2);
            code.vpandd(second, second, UPPER_TWO);
            nibble(code, zmm(0), last, part);
            code.vpord(second, second, zmm(0));
            code.vpandd(first, first, LOW_SIX);
            for (int s = 0; s < 8; s++) {
                code.vpsrld(zmm(0), s < 4 ? first : second, s % 4 * 8);
                code.vpandd(zmm(0), zmm(0), LOW_BYTE);
                code.vcvtdq2ps(zmm(0), zmm(0));
                code.vmulps(zmm(0), zmm(0), part == 0 ? D : MINIMUM);
                code.vmovdqu32(Mem.at(panel, s * stride + (part == 0 ? Kind.SCALES : Kind.SECOND)), zmm(0));
            }
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
}
