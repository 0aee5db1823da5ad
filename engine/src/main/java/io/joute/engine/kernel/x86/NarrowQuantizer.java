package io.joute.engine.kernel.x86;

import static io.joute.engine.kernel.x86.Assembler.Condition.NOT_ZERO;
import static io.joute.engine.kernel.x86.Vec.ymm;

/** Writes {@link KernelWriter#quantize} with vectors of 32 bytes: the same operations in the same order. */
final class NarrowQuantizer {
    private static final Vec LARGEST = ymm(4);
    private static final Vec OTHER = ymm(5);
    private static final Vec SCALE = ymm(6);
    private static final Vec QUOTIENT = ymm(7);
    private static final Vec MAGNITUDE = ymm(8);
    private static final Vec FULL = ymm(9);
    private static final Vec SMALLEST = ymm(10);
    private static final Vec OFFSET = ymm(11);
    private static final Vec SIGN = ymm(12);
    private static final Vec LOW_BYTE = ymm(13);
    private static final Vec TOTAL = ymm(14);
    private static final int VECTORS = 4;

    private final Assembler code;

    NarrowQuantizer(Assembler code) {
        this.code = code;
    }

    void write(Kind kind) {
        Frame.enter(code);
        repeat(OFFSET, Gp.R9);
        constant(MAGNITUDE, 0x7FFFFFFF);
        constant(FULL, Float.floatToRawIntBits(Unpacking.LARGEST_QUANT));
        constant(SMALLEST, KernelWriter.SMALLEST);
        constant(SIGN, KernelWriter.SIGN);
        constant(LOW_BYTE, 0xFF);
        Label block = new Label();
        code.place(block);
        scale();
        code.vmovss(Mem.at(Gp.RDX, 0), SCALE.xmm());
        for (int i = 0; i < VECTORS; i++) {
            code.vmulps(ymm(i), ymm(i), QUOTIENT);
            code.vcvtps2dq(ymm(i), ymm(i));
        }
        sums(kind);
        elements();
        code.add(Gp.RDI, 4 * Layout.BLOCK);
        code.add(Gp.RSI, Gp.R8);
        code.add(Gp.RDX, Gp.R8);
        code.sub(Gp.RCX, 1);
        code.jump(NOT_ZERO, block);
        Frame.leave(code);
    }

    private void constant(Vec to, int bits) {
        code.mov32(Gp.RAX, bits);
        repeat(to, Gp.RAX);
    }

    private void repeat(Vec to, Gp from) {
        code.mov(Gp.RAX, from);
        code.vmovd(to.xmm(), Gp.RAX);
        code.vpbroadcastd(to, to.xmm());
    }

    /** Floats of a block, its scale and the quotient, both 0 where all is too small. */
    private void scale() {
        for (int i = 0; i < VECTORS; i++) {
            code.vmovdqu32(ymm(i), Mem.at(Gp.RDI, 32 * i));
        }
        code.vpandd(LARGEST, MAGNITUDE, ymm(0));
        for (int i = 1; i < VECTORS; i++) {
            code.vpandd(OTHER, MAGNITUDE, ymm(i));
            // As integers, so that NaN is larger than all.
            code.vpmaxsd(LARGEST, LARGEST, OTHER);
        }
        for (int step = 0; step < 3; step++) {
            swap(step, LARGEST);
            code.vpmaxsd(LARGEST.xmm(), LARGEST.xmm(), OTHER.xmm());
        }
        code.vcmpnltps(OTHER.xmm(), LARGEST.xmm(), SMALLEST.xmm());
        code.vdivps(SCALE.xmm(), LARGEST.xmm(), FULL.xmm());
        code.vdivps(QUOTIENT.xmm(), FULL.xmm(), LARGEST.xmm());
        code.vpandd(SCALE.xmm(), SCALE.xmm(), OTHER.xmm());
        code.vpandd(QUOTIENT.xmm(), QUOTIENT.xmm(), OTHER.xmm());
        code.vpbroadcastd(QUOTIENT, QUOTIENT.xmm());
    }

    /** After steps 0 to 2 of combining with what this puts into {@code OTHER}, the lowest lanes have seen all. */
    private void swap(int step, Vec from) {
        switch (step) {
            case 0 -> code.vextracti128(OTHER, from, 1);
            case 1 -> code.vpshufd(OTHER.xmm(), from.xmm(), 0x4E);
            default -> code.vpshufd(OTHER.xmm(), from.xmm(), 0xB1);
        }
    }

    private void sums(Kind kind) {
        Vec lower = LARGEST;
        Vec upper = QUOTIENT;
        code.vpaddd(lower, ymm(0), ymm(1));
        code.vpaddd(upper, ymm(2), ymm(3));
        sum(lower);
        sum(upper);
        code.vpaddd(TOTAL.xmm(), lower.xmm(), upper.xmm());
        if (kind == Kind.SCALE_AND_MINIMUM) {
            code.vcvtdq2ps(TOTAL.xmm(), TOTAL.xmm());
            code.vmulps(TOTAL.xmm(), TOTAL.xmm(), SCALE.xmm());
            code.vpxord(TOTAL.xmm(), TOTAL.xmm(), SIGN.xmm());
            code.vmovss(Mem.at(Gp.RDX, Kind.TOTAL), TOTAL.xmm());
        } else {
            correction(TOTAL, Kind.TOTAL);
            correction(lower, Kind.LOWER);
            correction(upper, Kind.UPPER);
        }
    }

    private void sum(Vec of) {
        for (int step = 0; step < 3; step++) {
            swap(step, of);
            code.vpaddd(of.xmm(), of.xmm(), OTHER.xmm());
        }
    }

    private void correction(Vec sum, int word) {
        code.vpmulld(sum.xmm(), sum.xmm(), OFFSET.xmm());
        code.vmovd(Mem.at(Gp.RDX, word), sum.xmm());
    }

    /** The lowest bytes of 32 lanes, in order. */
    private void elements() {
        for (int i = 0; i < VECTORS; i++) {
            code.vpandd(ymm(i), ymm(i), LOW_BYTE);
        }
        code.vpackusdw(ymm(0), ymm(0), ymm(1));
        code.vpackusdw(ymm(2), ymm(2), ymm(3));
        code.vpackuswb(ymm(0), ymm(0), ymm(2));
        // Each half now has four bytes of every vector: their lower lanes, or their upper ones.
        code.vextracti128(ymm(1), ymm(0), 1);
        code.vpunpckldq(ymm(2).xmm(), ymm(0).xmm(), ymm(1).xmm());
        code.vpunpckhdq(ymm(3).xmm(), ymm(0).xmm(), ymm(1).xmm());
        code.vmovdqu32(Mem.at(Gp.RSI, 0), ymm(2).xmm());
        code.vmovdqu32(Mem.at(Gp.RSI, 16), ymm(3).xmm());
    }
}
