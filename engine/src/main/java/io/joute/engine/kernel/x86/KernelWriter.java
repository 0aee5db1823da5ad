package io.joute.engine.kernel.x86;

import static io.joute.engine.kernel.x86.Assembler.Condition.NOT_ZERO;
import static io.joute.engine.kernel.x86.Vec.zmm;

/**
 * Writes the kernels. All compute the same sum for an output, in the same order: block after block, {@code sum =
 * fma(float(Σ w·x + correction), weight scale · token scale, sum)}; so streams and tiles agree to the last bit.
 */
final class KernelWriter {
    private static final int LINE = 64;

    /** Largest magnitude of a block, as bits, below which it counts as zero: 2⁻¹⁰⁰. */
    private static final int SMALLEST = 27 << 23;

    private static final int LARGEST_QUANT = 127;

    private final Assembler code;

    KernelWriter(Assembler code) {
        this.code = code;
    }

    /**
     * Quantise a row of floats to blocks of 32. Arguments: floats, elements out, pairs out, blocks, bytes from one block of
     * a token to its next, the negative offset of the weights.
     */
    void quantize() {
        Frame.enter(code);
        Vec largest = zmm(2);
        Vec quotient = zmm(5);
        Vec magnitude = zmm(20);
        Vec full = zmm(21);
        Vec smallest = zmm(22);
        Vec offset = zmm(23);
        constant(magnitude, 0x7FFFFFFF);
        constant(full, Float.floatToRawIntBits(LARGEST_QUANT));
        constant(smallest, SMALLEST);
        code.mov(Gp.RAX, Gp.R9);
        code.vpbroadcastd(offset, Gp.RAX);
        Label block = new Label();
        code.place(block);
        code.vmovdqu32(zmm(0), Mem.at(Gp.RDI, 0));
        code.vmovdqu32(zmm(1), Mem.at(Gp.RDI, 64));
        code.vpandd(largest, magnitude, zmm(0));
        code.vpandd(zmm(3), magnitude, zmm(1));
        // As integers, so that NaN is larger than all.
        code.vpmaxsd(largest, largest, zmm(3));
        for (int step = 0; step < 4; step++) {
            swap(step, zmm(3), largest);
            code.vpmaxsd(largest, largest, zmm(3));
        }
        code.vcmpnltps(1, largest.xmm(), smallest.xmm());
        code.vdivps(zmm(4).xmm(), 1, largest.xmm(), full.xmm());
        code.vdivps(quotient.xmm(), 1, full.xmm(), largest.xmm());
        code.vpbroadcastd(quotient, quotient.xmm());
        for (int half = 0; half < 2; half++) {
            code.vmulps(zmm(half), zmm(half), quotient);
            code.vcvtps2dq(zmm(half), zmm(half));
            code.vpmovdb(Mem.at(Gp.RSI, 16 * half), zmm(half));
        }
        code.vpaddd(zmm(0), zmm(0), zmm(1));
        for (int step = 0; step < 4; step++) {
            swap(step, zmm(3), zmm(0));
            code.vpaddd(zmm(0), zmm(0), zmm(3));
        }
        code.vpmulld(zmm(0).xmm(), zmm(0).xmm(), offset.xmm());
        code.vmovss(Mem.at(Gp.RDX, 0), zmm(4).xmm());
        code.vmovd(Mem.at(Gp.RDX, Layout.CORRECTION), zmm(0).xmm());
        code.add(Gp.RDI, 4 * Layout.BLOCK);
        code.add(Gp.RSI, Gp.R8);
        code.add(Gp.RDX, Gp.R8);
        code.sub(Gp.RCX, 1);
        code.jump(NOT_ZERO, block);
        Frame.leave(code);
    }

    /** After steps 0 to 3 of combining with what this gives, every lane has seen every other. */
    private void swap(int step, Vec to, Vec from) {
        switch (step) {
            case 0 -> code.vshufi64x2(to, from, from, 0x4E);
            case 1 -> code.vshufi64x2(to, from, from, 0xB1);
            case 2 -> code.vpshufd(to, from, 0x4E);
            default -> code.vpshufd(to, from, 0xB1);
        }
    }

    private void constant(Vec to, int bits) {
        code.mov32(Gp.RAX, bits);
        code.vpbroadcastd(to, Gp.RAX);
    }

    /**
     * Unpack 16 rows into one half of a panel. Arguments: rows, panel, unused, unused, bytes of a row, blocks.
     */
    void unpack(Unpacking format) {
        Frame.enter(code);
        code.mov(Gp.RCX, Gp.R9);
        format.constants(code);
        Unpacking.pointAtRows(code);
        Label block = new Label();
        code.place(block);
        format.block(code);
        for (int j = 0; j < 8; j++) {
            code.vmovdqu32(Mem.at(Gp.RSI, 64 * j), Unpacking.quant(j));
        }
        code.vmovdqu32(Mem.at(Gp.RSI, Layout.SCALES), Unpacking.scales());
        code.add(Gp.RSI, Layout.PANEL_BYTES);
        code.sub(Gp.RCX, 1);
        code.jump(NOT_ZERO, block);
        Frame.leave(code);
    }

    /**
     * Rows as they are in the file, times 1 to 3 tokens. Arguments: rows, tokens, out, groups of 16 rows, bytes of a row,
     * blocks, bytes from one token's outputs to the next.
     *
     * <p>Memory sees one stream: while 16 rows are computed, the 16 that follow are asked for, line after line.
     */
    void stream(Unpacking format, int tokens) {
        Frame.enter(code);
        code.mov(Gp.R14, Gp.R9);
        code.mov(Gp.R13, Frame.seventh());
        format.constants(code);
        Unpacking.pointAtRows(code);
        Label group = new Label();
        Label block = new Label();
        code.place(group);
        code.mov(Gp.RAX, Gp.RSI);
        code.mov(Gp.R12, Gp.R14);
        code.lea(Gp.R15, Mem.at(Gp.R11, Unpacking.ROW_BYTES, 8, 0));
        for (int t = 0; t < tokens; t++) {
            code.vpxord(zmm(20 + t), zmm(20 + t), zmm(20 + t));
        }
        code.place(block);
        format.block(code);
        for (int t = 0; t < tokens; t++) {
            code.vpbroadcastd(zmm(24 + t), pair(Gp.RAX, tokens, t, Layout.CORRECTION));
        }
        for (int j = 0; j < 8; j++) {
            for (int t = 0; t < tokens; t++) {
                code.vpdpbusd(
                        zmm(24 + t), Unpacking.quant(j), element(Gp.RAX, t, j).toAllLanes());
            }
        }
        for (int t = 0; t < tokens; t++) {
            code.vmulps(zmm(27), Unpacking.scales(), pair(Gp.RAX, tokens, t, 0).toAllLanes());
            code.vcvtdq2ps(zmm(24 + t), zmm(24 + t));
            code.vfmadd231ps(zmm(20 + t), zmm(24 + t), zmm(27));
        }
        int ahead = Layout.GROUP_ROWS * format.blockBytes();
        for (int line = 0; line < ahead; line += LINE) {
            code.prefetcht1(Mem.at(Gp.R15, line));
        }
        code.add(Gp.R15, ahead);
        code.add(Gp.RAX, Layout.tokensBytes(tokens));
        code.sub(Gp.R12, 1);
        code.jump(NOT_ZERO, block);
        code.mov(Gp.RAX, Gp.RDX);
        for (int t = 0; t < tokens; t++) {
            code.vmovdqu32(Mem.at(Gp.RAX, 0), zmm(20 + t));
            code.add(Gp.RAX, Gp.R13);
        }
        code.add(Gp.RDX, 4 * Layout.GROUP_ROWS);
        Unpacking.nextRows(code);
        code.sub(Gp.RCX, 1);
        code.jump(NOT_ZERO, group);
        Frame.leave(code);
    }

    /**
     * A panel times groups of {@code tokens} tokens. Arguments: panel, tokens, out, groups, bytes from the first half's
     * outputs to the second's, blocks, bytes from one token's outputs to the next.
     *
     * <p>Two vectors of weights share each element of a token, twelve sums and twelve dot products stay in registers.
     */
    void tile(int tokens) {
        Frame.enter(code);
        code.mov(Gp.R13, Frame.seventh());
        Label group = new Label();
        Label block = new Label();
        code.align(64);
        code.place(group);
        code.mov(Gp.R10, Gp.RDI);
        code.mov(Gp.R12, Gp.R9);
        for (int i = 0; i < 2 * tokens; i++) {
            code.vpxord(zmm(i), zmm(i), zmm(i));
        }
        code.place(block);
        tileBlock(tokens);
        code.add(Gp.R10, Layout.PANEL_BYTES);
        code.add(Gp.RSI, Layout.tokensBytes(tokens));
        code.sub(Gp.R12, 1);
        code.jump(NOT_ZERO, block);
        for (int t = 0; t < tokens; t++) {
            code.vmovdqu32(Mem.at(Gp.RDX, 0), zmm(2 * t));
            code.vmovdqu32(Mem.at(Gp.RDX, Gp.R8, 1, 0), zmm(2 * t + 1));
            code.add(Gp.RDX, Gp.R13);
        }
        code.sub(Gp.RCX, 1);
        code.jump(NOT_ZERO, group);
        Frame.leave(code);
    }

    private void tileBlock(int tokens) {
        for (int t = 0; t < tokens; t++) {
            code.vpbroadcastd(zmm(12 + 2 * t), pair(Gp.RSI, tokens, t, Layout.CORRECTION));
            code.vmovdqu32(zmm(13 + 2 * t), zmm(12 + 2 * t));
        }
        for (int j = 0; j < 8; j++) {
            code.vmovdqu32(zmm(24), Mem.at(Gp.R10, 64 * j));
            code.vmovdqu32(zmm(25), Mem.at(Gp.R10, Layout.GROUP_BYTES + 64 * j));
            for (int t = 0; t < tokens; t++) {
                code.vpbroadcastd(zmm(26 + t), element(Gp.RSI, t, j));
                code.vpdpbusd(zmm(12 + 2 * t), zmm(24), zmm(26 + t));
                code.vpdpbusd(zmm(13 + 2 * t), zmm(25), zmm(26 + t));
            }
        }
        code.vmovdqu32(zmm(24), Mem.at(Gp.R10, Layout.SCALES));
        code.vmovdqu32(zmm(25), Mem.at(Gp.R10, Layout.GROUP_BYTES + Layout.SCALES));
        for (int t = 0; t < tokens; t++) {
            Mem scale = pair(Gp.RSI, tokens, t, 0).toAllLanes();
            for (int half = 0; half < 2; half++) {
                Vec product = zmm(26 + (2 * t + half) % 6);
                Vec sum = zmm(12 + 2 * t + half);
                code.vmulps(product, zmm(24 + half), scale);
                code.vcvtdq2ps(sum, sum);
                code.vfmadd231ps(zmm(2 * t + half), sum, product);
            }
        }
    }

    private static Mem element(Gp tokens, int t, int j) {
        return Mem.at(tokens, Layout.BLOCK * t + 4 * j);
    }

    private static Mem pair(Gp base, int tokens, int t, int part) {
        return Mem.at(base, Layout.BLOCK * tokens + Layout.PAIR_BYTES * t + part);
    }
}
