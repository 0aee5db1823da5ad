package io.joute.engine.kernel.x86;

import static io.joute.engine.kernel.x86.Assembler.Condition.NOT_ZERO;
import static io.joute.engine.kernel.x86.Vec.zmm;

import io.joute.engine.kernel.x86.DotWriter.Shape;
import io.joute.engine.kernel.x86.DotWriter.Work;
import java.util.ArrayList;
import java.util.List;

/** Writes the kernels; what they compute for a block is {@link DotWriter}'s, so that streams and tiles agree to the last bit. */
final class KernelWriter {
    private static final int LINE = 64;

    /** Largest magnitude of a block, as bits, below which it counts as zero: 2⁻¹⁰⁰. */
    static final int SMALLEST = 27 << 23;

    static final int SIGN = 0x80000000;

    /** Vectors that keep constants are the last ones, downwards. */
    private static final int LAST_VECTOR = 31;

    private static final int NARROW = 32;

    private final Assembler code;
    private final Instructions instructions;

    KernelWriter(Assembler code, Instructions instructions) {
        this.code = code;
        this.instructions = instructions;
    }

    /**
     * Quantise a row of floats to blocks of 32. Arguments: floats, elements out, words out, blocks, bytes from one block of
     * a token to its next, the negative offset of the weights.
     */
    void quantize(Kind kind) {
        if (instructions.wide()) {
            quantizeWide(kind);
        } else {
            new NarrowQuantizer(code).write(kind);
        }
    }

    private void quantizeWide(Kind kind) {
        Frame.enter(code);
        Vec largest = zmm(2);
        Vec quotient = zmm(5);
        Vec magnitude = zmm(20);
        Vec full = zmm(21);
        Vec smallest = zmm(22);
        Vec offset = zmm(23);
        constant(magnitude, 0x7FFFFFFF);
        constant(full, Float.floatToRawIntBits(Unpacking.LARGEST_QUANT));
        constant(smallest, SMALLEST);
        constant(zmm(24), SIGN);
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
        code.vmovss(Mem.at(Gp.RDX, 0), zmm(4).xmm());
        sum(zmm(0));
        sum(zmm(1));
        code.vpaddd(zmm(6).xmm(), zmm(0).xmm(), zmm(1).xmm());
        if (kind == Kind.SCALE_AND_MINIMUM) {
            code.vcvtdq2ps(zmm(6).xmm(), zmm(6).xmm());
            code.vmulps(zmm(6).xmm(), zmm(6).xmm(), zmm(4).xmm());
            code.vpxord(zmm(6).xmm(), zmm(6).xmm(), zmm(24).xmm());
            code.vmovss(Mem.at(Gp.RDX, Kind.TOTAL), zmm(6).xmm());
        } else {
            correction(zmm(6), Kind.TOTAL, offset);
            correction(zmm(0), Kind.LOWER, offset);
            correction(zmm(1), Kind.UPPER, offset);
        }
        code.add(Gp.RDI, 4 * Layout.BLOCK);
        code.add(Gp.RSI, Gp.R8);
        code.add(Gp.RDX, Gp.R8);
        code.sub(Gp.RCX, 1);
        code.jump(NOT_ZERO, block);
        Frame.leave(code);
    }

    /** Every lane becomes the sum of all. */
    private void sum(Vec of) {
        for (int step = 0; step < 4; step++) {
            swap(step, zmm(3), of);
            code.vpaddd(of, of, zmm(3));
        }
    }

    private void correction(Vec sum, int word, Vec offset) {
        code.vpmulld(sum.xmm(), sum.xmm(), offset.xmm());
        code.vmovd(Mem.at(Gp.RDX, word), sum.xmm());
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

    /** Round a row of floats to bf16, block after block. Arguments: floats, elements out, unused, blocks, bytes from block to block. */
    void round() {
        Frame.enter(code);
        Label block = new Label();
        code.place(block);
        code.vmovdqu32(zmm(0), Mem.at(Gp.RDI, 64));
        code.vcvtne2ps2bf16(zmm(0), zmm(0), Mem.at(Gp.RDI, 0));
        code.vmovdqu32(Mem.at(Gp.RSI, 0), zmm(0));
        code.add(Gp.RDI, 4 * Layout.BLOCK);
        code.add(Gp.RSI, Gp.R8);
        code.sub(Gp.RCX, 1);
        code.jump(NOT_ZERO, block);
        Frame.leave(code);
    }

    /**
     * Unpack 16 rows into one half of a panel, and ask for the 16 that follow. Arguments: rows, panel, unused, unused, bytes of
     * a row, blocks of the file.
     */
    void unpack(Unpacking format) {
        Frame.enter(code);
        code.mov(Gp.RCX, Gp.R9);
        Frame.room(code, constantBytes(format));
        List<Rows> rows = rows(format, 0);
        Rows.point(code);
        Rows.next(code, Gp.R15);
        int ahead = Layout.GROUP_ROWS * format.bytes();
        int stride = format.kind().panelBytes();
        Label block = new Label();
        code.place(block);
        rows.forEach(some -> format.write(some, Gp.RSI, stride));
        prefetch(0, ahead);
        code.add(Gp.R15, ahead);
        Rows.advance(code, format.bytes());
        code.add(Gp.RSI, format.blocks() * stride);
        code.sub(Gp.RCX, 1);
        code.jump(NOT_ZERO, block);
        Frame.leaveRoom(code);
    }

    /** Bytes of the stack for the constants of {@code format}; wide vectors keep them in registers. */
    private int constantBytes(Unpacking format) {
        return instructions.wide() ? 0 : NARROW * format.constants().size();
    }

    /** Make the format's constants, {@code stack} bytes above RSP where there is no register for them; spoils RAX, vector 0. */
    private List<Rows> rows(Unpacking format, int stack) {
        List<Operand> constants = new ArrayList<>();
        for (int bits : format.constants()) {
            int index = constants.size();
            code.mov32(Gp.RAX, bits);
            if (instructions.wide()) {
                Vec vector = zmm(LAST_VECTOR - index);
                code.vpbroadcastd(vector, Gp.RAX);
                constants.add(vector);
            } else {
                Mem place = Mem.at(Gp.RSP, stack + NARROW * index);
                code.vmovd(Vec.ymm(0).xmm(), Gp.RAX);
                code.vpbroadcastd(Vec.ymm(0), Vec.ymm(0).xmm());
                code.vmovdqu32(place, Vec.ymm(0));
                constants.add(place);
            }
        }
        Rows first = new Rows(code, instructions, 0, constants);
        return instructions.wide() ? List.of(first) : List.of(first, new Rows(code, instructions, 8, constants));
    }

    private DotWriter dots(Work work, int stack) {
        return instructions.wide() ? new WideDots(code, work) : new NarrowDots(code, instructions, work, stack);
    }

    /**
     * Rows as they are in the file, times 1 to 6 tokens. Arguments: rows, tokens, out, groups of 16 rows, bytes of a row,
     * blocks of the file, bytes from one token's outputs to the next.
     *
     * <p>Each block is unpacked to the stack, which stays in the first-level cache. Memory sees one stream: while 16 rows are
     * computed, the 16 that follow are asked for, line after line.
     */
    void stream(Unpacking format, int tokens) {
        Kind kind = format.kind();
        int panelBytes = format.blocks() * kind.groupBytes();
        DotWriter dot = dots(new Work(format, tokens, Shape.STREAM), panelBytes);
        Frame.enter(code);
        code.mov(Gp.R14, Gp.R9);
        code.mov(Gp.R13, Frame.seventh());
        int constantsAt = panelBytes + dot.stackBytes();
        Frame.room(code, constantsAt + constantBytes(format));
        List<Rows> rows = rows(format, constantsAt);
        dot.enter();
        Rows.point(code);
        Label group = new Label();
        Label block = new Label();
        code.place(group);
        code.mov(Gp.RAX, Gp.RSI);
        code.mov(Gp.R12, Gp.R14);
        Rows.next(code, Gp.R15);
        dot.begin();
        code.align(LINE);
        code.place(block);
        rows.forEach(some -> format.write(some, Gp.RSP, kind.groupBytes()));
        int ahead = Layout.GROUP_ROWS * format.bytes();
        for (int i = 0; i < format.blocks(); i++) {
            prefetch(ahead * i / format.blocks(), ahead * (i + 1) / format.blocks());
            dot.block(Gp.RSP, i * kind.groupBytes(), Gp.RAX, i * tokens * kind.tokenBytes());
        }
        code.add(Gp.R15, ahead);
        code.add(Gp.RAX, format.blocks() * tokens * kind.tokenBytes());
        Rows.advance(code, format.bytes());
        code.sub(Gp.R12, 1);
        code.jump(NOT_ZERO, block);
        code.mov(Gp.RAX, Gp.RDX);
        for (int t = 0; t < tokens; t++) {
            dot.store(t, 0, Mem.at(Gp.RAX, 0));
            code.add(Gp.RAX, Gp.R13);
        }
        code.add(Gp.RDX, 4 * Layout.GROUP_ROWS);
        Rows.nextGroup(code);
        code.sub(Gp.RCX, 1);
        code.jump(NOT_ZERO, group);
        Frame.leaveRoom(code);
    }

    /** Ask for the lines that begin from {@code from} on and before {@code to}. */
    private void prefetch(int from, int to) {
        for (int line = (from + LINE - 1) / LINE * LINE; line < to; line += LINE) {
            code.prefetcht1(Mem.at(Gp.R15, line));
        }
    }

    /**
     * A panel times groups of {@code tokens} tokens. Arguments: panel, tokens, out, groups, bytes from the first half's
     * outputs to the second's, blocks of the panel, bytes from one token's outputs to the next.
     *
     * <p>Two vectors of weights share each element of a token, twelve dot products stay in registers.
     */
    void tile(Unpacking format, int tokens) {
        Kind kind = format.kind();
        DotWriter dot = dots(new Work(format, tokens, Shape.TILE), 0);
        Frame.enter(code);
        code.mov(Gp.R13, Frame.seventh());
        Frame.room(code, dot.stackBytes());
        dot.enter();
        Label group = new Label();
        Label block = new Label();
        code.align(LINE);
        code.place(group);
        code.mov(Gp.R10, Gp.RDI);
        code.mov(Gp.R12, Gp.R9);
        dot.begin();
        code.align(LINE);
        code.place(block);
        dot.block(Gp.R10, 0, Gp.RSI, 0);
        code.add(Gp.R10, kind.panelBytes());
        code.add(Gp.RSI, tokens * kind.tokenBytes());
        code.sub(Gp.R12, 1);
        code.jump(NOT_ZERO, block);
        for (int t = 0; t < tokens; t++) {
            dot.store(t, 0, Mem.at(Gp.RDX, 0));
            dot.store(t, 1, Mem.at(Gp.RDX, Gp.R8, 1, 0));
            code.add(Gp.RDX, Gp.R13);
        }
        code.sub(Gp.RCX, 1);
        code.jump(NOT_ZERO, group);
        Frame.leaveRoom(code);
    }
}
