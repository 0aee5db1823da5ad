package io.joute.engine.kernel.x86;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Writes x86-64 instructions: those that the kernels need, and no others. Destination first, as in the manuals.
 *
 * <p>Vector instructions are written with one of two prefixes, chosen once. <b>EVEX</b>, for processors with AVX-512, even
 * where a shorter one exists: its four bytes hold which table the opcode is from ({@code map}, {@code pp}, {@code w}), the
 * upper bits of the register numbers (inverted), the length of the vectors, the mask, and whether memory is one element for
 * all lanes. A displacement of one byte counts in units of what the instruction reads ({@code unit}). <b>VEX</b>, for
 * processors with AVX2: two or three bytes hold the table, numbers up to 15, and the length up to 32 bytes. The opcodes are the
 * same, and the names are those of EVEX ({@code vpandd} is VEX's {@code vpand}). What only one of them can write is refused
 * with the other.
 *
 * <p>Source: Intel 64 and IA-32 Architectures Software Developer's Manual, volume 2, chapter 2.
 */
final class Assembler {
    /** How vector instructions begin. */
    enum Prefix {
        VEX,
        EVEX
    }

    /** Signed and other conditions of a jump. */
    enum Condition {
        BELOW(2),
        ABOVE_OR_EQUAL(3),
        NOT_ZERO(5);

        private final int code;

        Condition(int code) {
            this.code = code;
        }
    }

    /** An opcode of a table; {@code unit} bytes are read from memory, or whole vectors where it is {@link #WHOLE}. */
    private record Op(int map, int pp, int w, int code, int unit) {}

    private static final int FUNCTION_ALIGNMENT = 64;
    private static final int WHOLE = 0;
    private static final int NO_REGISTER = 0;
    private static final int MAP_0F = 1;
    private static final int MAP_0F38 = 2;
    private static final int MAP_0F3A = 3;
    private static final int PP_NONE = 0;
    private static final int PP_66 = 1;
    private static final int PP_F3 = 2;
    private static final int PP_F2 = 3;

    private final Prefix prefix;

    private ByteBuffer code = ByteBuffer.allocate(4096).order(ByteOrder.LITTLE_ENDIAN);

    Assembler(Prefix prefix) {
        this.prefix = prefix;
    }

    /** Bytes written so far. */
    int position() {
        return code.position();
    }

    /** What was written. */
    byte[] bytes() {
        return Arrays.copyOf(code.array(), code.position());
    }

    /** Let {@code label} stand here. */
    void place(Label label) {
        label.place(position());
        for (int at : label.waiting()) {
            code.putInt(at, position() - (at + 4));
        }
    }

    /** Where a function may begin, which is where the next instruction will stand. */
    int begin() {
        align(FUNCTION_ALIGNMENT);
        return position();
    }

    /** Fill up to a multiple of {@code alignment} with instructions that do nothing. */
    void align(int alignment) {
        while (position() % alignment != 0) {
            put(0x90);
        }
    }

    /** Write 32 bits that are no instruction. */
    void word(int bits) {
        room(4).putInt(bits);
    }

    // General registers
    // ------------------------------------------------------------------------------------------------

    void push(Gp register) {
        rexIfHigh(register);
        put(0x50 + register.low());
    }

    void pop(Gp register) {
        rexIfHigh(register);
        put(0x58 + register.low());
    }

    void ret() {
        put(0xC3);
    }

    void mov(Gp to, Gp from) {
        general(0x89, from.number(), to);
    }

    void mov(Gp to, Mem from) {
        general(0x8B, to.number(), from);
    }

    void mov(Mem to, Gp from) {
        general(0x89, from.number(), to);
    }

    void mov(Gp to, long value) {
        put(0x48 | to.high());
        put(0xB8 + to.low());
        room(8).putLong(value);
    }

    /** Set the lower half, zero the upper. */
    void mov32(Gp to, int value) {
        rexIfHigh(to);
        put(0xB8 + to.low());
        room(4).putInt(value);
    }

    void mov32(Mem to, Gp from) {
        if (from.high() != 0 || to.base().high() != 0 || to.index().isPresent()) {
            throw new IllegalArgumentException("stores of 32 bits know RAX to RDI only: " + to + ", " + from);
        }
        put(0x89);
        address(from.number(), to, 1);
    }

    void lea(Gp to, Mem from) {
        general(0x8D, to.number(), from);
    }

    void add(Gp to, Gp from) {
        general(0x01, from.number(), to);
    }

    void add(Gp to, int value) {
        general(0x81, 0, to);
        room(4).putInt(value);
    }

    void sub(Gp to, int value) {
        general(0x81, 5, to);
        room(4).putInt(value);
    }

    void and(Gp to, int value) {
        general(0x81, 4, to);
        room(4).putInt(value);
    }

    void cmp(Gp left, Gp right) {
        general(0x39, right.number(), left);
    }

    void jump(Condition condition, Label to) {
        put(0x0F);
        put(0x80 + condition.code);
        distance(to);
    }

    void jump(Label to) {
        put(0xE9);
        distance(to);
    }

    /** Jump to the address in {@code register}, one of the first eight. */
    void jump(Gp register) {
        rexIfHigh(register);
        put(0xFF);
        put(0xE0 | register.low());
    }

    /** The address of {@code label}. */
    void lea(Gp to, Label label) {
        put(0x48 | to.high() << 2);
        put(0x8D);
        put(to.low() << 3 | 5);
        distance(label);
    }

    /** Bring the line at {@code place} into the second-level cache; never faults. */
    void prefetcht1(Mem place) {
        prefetch(2, place);
    }

    private void prefetch(int hint, Mem place) {
        int rex = rexBits(place);
        if (rex != 0) {
            put(0x40 | rex);
        }
        put(0x0F);
        put(0x18);
        address(hint, place, 1);
    }

    void cpuid() {
        put(0x0F);
        put(0xA2);
    }

    void xgetbv() {
        put(0x0F);
        put(0x01);
        put(0xD0);
    }

    private void general(int opcode, int register, Gp other) {
        put(0x48 | register >> 3 << 2 | other.high());
        put(opcode);
        put(0xC0 | (register & 7) << 3 | other.low());
    }

    private void general(int opcode, int register, Mem other) {
        put(0x48 | register >> 3 << 2 | rexBits(other));
        put(opcode);
        address(register, other, 1);
    }

    private static int rexBits(Mem place) {
        int index = place.index().map(Gp::number).orElse(NO_REGISTER);
        return index >> 3 << 1 | place.base().high();
    }

    private void rexIfHigh(Gp register) {
        if (register.high() != 0) {
            put(0x41);
        }
    }

    private void distance(Label to) {
        int at = position();
        if (to.known()) {
            room(4).putInt(to.position() - (at + 4));
        } else {
            to.waiting().add(at);
            room(4).putInt(0);
        }
    }

    // Vectors: moves
    // ---------------------------------------------------------------------------------------------------

    /** Forget the upper parts of all vectors, so that older instructions do not wait for them. */
    void vzeroupper() {
        put(0xC5);
        put(0xF8);
        put(0x77);
    }

    void vmovdqu32(Vec to, Operand from) {
        vector(new Op(MAP_0F, PP_F3, 0, 0x6F, WHOLE), to, NO_REGISTER, from);
    }

    void vmovdqu32(Mem to, Vec from) {
        vector(new Op(MAP_0F, PP_F3, 0, 0x7F, WHOLE), from, NO_REGISTER, to);
    }

    /** Store the lowest float. */
    void vmovss(Mem to, Vec from) {
        vector(new Op(MAP_0F, PP_F3, 0, 0x11, 4), from, NO_REGISTER, to);
    }

    /** Store the lowest 32 bits. */
    void vmovd(Mem to, Vec from) {
        vector(new Op(MAP_0F, PP_66, 0, 0x7E, 4), from, NO_REGISTER, to);
    }

    /** Repeat 32 bits over all lanes. */
    void vpbroadcastd(Vec to, Operand from) {
        vector(new Op(MAP_0F38, PP_66, 0, 0x58, 4), to, NO_REGISTER, from);
    }

    /** Repeat the lower half of {@code from}, one of the first eight, over all lanes. */
    void vpbroadcastd(Vec to, Gp from) {
        if (from.high() != 0) {
            throw new IllegalArgumentException("broadcasts know RAX to RDI only: " + from);
        }
        evex(new Op(MAP_0F38, PP_66, 0, 0x7C, 4), to, NO_REGISTER, new Vec(from.number(), 16));
    }

    /** Set the lowest lane to the lower half of {@code from}, one of the first eight, and zero the others; VEX only. */
    void vmovd(Vec to, Gp from) {
        if (from.high() != 0) {
            throw new IllegalArgumentException("moves to vectors know RAX to RDI only: " + from);
        }
        vex(new Op(MAP_0F, PP_66, 0, 0x6E, 4), to, NO_REGISTER, new Vec(from.number(), 16));
    }

    /** Repeat 16 bits over all lanes. */
    void vpbroadcastw(Vec to, Mem from) {
        vector(new Op(MAP_0F38, PP_66, 0, 0x79, 2), to, NO_REGISTER, from);
    }

    /** {@code other} with 16 bits put into lane {@code lane}. */
    void vpinsrw(Vec to, Vec other, Mem from, int lane) {
        vector(new Op(MAP_0F, PP_66, 0, 0xC4, 2), to, other.number(), from);
        put(lane);
    }

    /** {@code other} with 16 bytes put into quarter {@code quarter}. */
    void vinserti32x4(Vec to, Vec other, Operand from, int quarter) {
        vector(new Op(MAP_0F3A, PP_66, 0, 0x38, 16), to, other.number(), from);
        put(quarter);
    }

    /** {@code other} with 32 bytes put into half {@code half}. */
    void vinserti64x4(Vec to, Vec other, Operand from, int half) {
        evex(new Op(MAP_0F3A, PP_66, 1, 0x3A, 32), to, other.number(), from);
        put(half);
    }

    /** Half {@code half} of {@code from}; VEX only. */
    void vextracti128(Vec to, Vec from, int half) {
        vex(new Op(MAP_0F3A, PP_66, 0, 0x39, 16), from, NO_REGISTER, to.ymm());
        put(half);
    }

    // Vectors: order
    // ---------------------------------------------------------------------------------------------------

    void vpunpckldq(Vec to, Vec a, Operand b) {
        vector(new Op(MAP_0F, PP_66, 0, 0x62, WHOLE), to, a.number(), b);
    }

    void vpunpckhdq(Vec to, Vec a, Operand b) {
        vector(new Op(MAP_0F, PP_66, 0, 0x6A, WHOLE), to, a.number(), b);
    }

    void vpunpcklqdq(Vec to, Vec a, Operand b) {
        vector(new Op(MAP_0F, PP_66, 1, 0x6C, WHOLE), to, a.number(), b);
    }

    void vpunpckhqdq(Vec to, Vec a, Operand b) {
        vector(new Op(MAP_0F, PP_66, 1, 0x6D, WHOLE), to, a.number(), b);
    }

    /** Two quarters of {@code a}, then two of {@code b}, by two bits each of {@code order}. */
    void vshufi64x2(Vec to, Vec a, Operand b, int order) {
        evex(new Op(MAP_0F3A, PP_66, 1, 0x43, WHOLE), to, a.number(), b);
        put(order);
    }

    /** Four lanes of each quarter, by two bits each of {@code order}. */
    void vpshufd(Vec to, Operand from, int order) {
        vector(new Op(MAP_0F, PP_66, 0, 0x70, WHOLE), to, NO_REGISTER, from);
        put(order);
    }

    /** In each half: the lanes of 32 bits of {@code a}, then those of {@code b}, as 16 bits without sign; VEX only. */
    void vpackusdw(Vec to, Vec a, Operand b) {
        vex(new Op(MAP_0F38, PP_66, 0, 0x2B, WHOLE), to, a.number(), b);
    }

    /** In each half: the lanes of 16 bits of {@code a}, then those of {@code b}, as bytes without sign; VEX only. */
    void vpackuswb(Vec to, Vec a, Operand b) {
        vex(new Op(MAP_0F, PP_66, 0, 0x67, WHOLE), to, a.number(), b);
    }

    // Vectors: integers
    // ------------------------------------------------------------------------------------------------

    void vpaddd(Vec to, Vec a, Operand b) {
        vector(new Op(MAP_0F, PP_66, 0, 0xFE, WHOLE), to, a.number(), b);
    }

    void vpmulld(Vec to, Vec a, Operand b) {
        vector(new Op(MAP_0F38, PP_66, 0, 0x40, WHOLE), to, a.number(), b);
    }

    void vpmaxsd(Vec to, Vec a, Operand b) {
        vector(new Op(MAP_0F38, PP_66, 0, 0x3D, WHOLE), to, a.number(), b);
    }

    void vpandd(Vec to, Vec a, Operand b) {
        vector(new Op(MAP_0F, PP_66, 0, 0xDB, WHOLE), to, a.number(), b);
    }

    void vpord(Vec to, Vec a, Operand b) {
        vector(new Op(MAP_0F, PP_66, 0, 0xEB, WHOLE), to, a.number(), b);
    }

    void vpxord(Vec to, Vec a, Operand b) {
        vector(new Op(MAP_0F, PP_66, 0, 0xEF, WHOLE), to, a.number(), b);
    }

    /** Shift lanes of 16 bits to the right. */
    void vpsrlw(Vec to, Vec from, int bits) {
        vector(new Op(MAP_0F, PP_66, 0, 0x71, WHOLE), new Vec(2, to.bytes()), to.number(), from);
        put(bits);
    }

    /** Shift lanes of 16 bits to the left. */
    void vpsllw(Vec to, Vec from, int bits) {
        vector(new Op(MAP_0F, PP_66, 0, 0x71, WHOLE), new Vec(6, to.bytes()), to.number(), from);
        put(bits);
    }

    /** Shift lanes of 32 bits to the right. */
    void vpsrld(Vec to, Vec from, int bits) {
        vector(new Op(MAP_0F, PP_66, 0, 0x72, WHOLE), new Vec(2, to.bytes()), to.number(), from);
        put(bits);
    }

    /** Shift lanes of 32 bits to the right, with their sign. */
    void vpsrad(Vec to, Vec from, int bits) {
        vector(new Op(MAP_0F, PP_66, 0, 0x72, WHOLE), new Vec(4, to.bytes()), to.number(), from);
        put(bits);
    }

    /** Shift lanes of 32 bits to the left. */
    void vpslld(Vec to, Vec from, int bits) {
        vector(new Op(MAP_0F, PP_66, 0, 0x72, WHOLE), new Vec(6, to.bytes()), to.number(), from);
        put(bits);
    }

    /** The lower 16 bits of each lane of 32, side by side in half a vector. */
    void vpmovdw(Vec to, Vec from) {
        evex(new Op(MAP_0F38, PP_F3, 0, 0x33, WHOLE), from, NO_REGISTER, to);
    }

    /** {@code to += } products of unsigned bytes of {@code a} and signed bytes of {@code b}, four a lane. */
    void vpdpbusd(Vec to, Vec a, Operand b) {
        vector(new Op(MAP_0F38, PP_66, 0, 0x50, WHOLE), to, a.number(), b);
    }

    /** Magnitudes of bytes, without sign; VEX only. */
    void vpabsb(Vec to, Operand from) {
        vex(new Op(MAP_0F38, PP_66, 0, 0x1C, WHOLE), to, NO_REGISTER, from);
    }

    /** Bytes of {@code a} with their sign turned where {@code b} is negative, and zero where it is zero; VEX only. */
    void vpsignb(Vec to, Vec a, Operand b) {
        vex(new Op(MAP_0F38, PP_66, 0, 0x08, WHOLE), to, a.number(), b);
    }

    /** Products of unsigned bytes of {@code a} and signed bytes of {@code b}, two a lane of 16 bits, saturated; VEX only. */
    void vpmaddubsw(Vec to, Vec a, Operand b) {
        vex(new Op(MAP_0F38, PP_66, 0, 0x04, WHOLE), to, a.number(), b);
    }

    /** Products of signed 16 bits, two a lane of 32; VEX only. */
    void vpmaddwd(Vec to, Vec a, Operand b) {
        vex(new Op(MAP_0F, PP_66, 0, 0xF5, WHOLE), to, a.number(), b);
    }

    /** Add lanes of 16 bits; VEX only. */
    void vpaddw(Vec to, Vec a, Operand b) {
        vex(new Op(MAP_0F, PP_66, 0, 0xFD, WHOLE), to, a.number(), b);
    }

    /** Store the lowest byte of each lane of 32 bits. */
    void vpmovdb(Mem to, Vec from) {
        evex(new Op(MAP_0F38, PP_F3, 0, 0x31, from.bytes() / 4), from, NO_REGISTER, to);
    }

    // Vectors: floats
    // --------------------------------------------------------------------------------------------------

    void vaddps(Vec to, Vec a, Operand b) {
        vector(new Op(MAP_0F, PP_NONE, 0, 0x58, WHOLE), to, a.number(), b);
    }

    void vsubps(Vec to, Vec a, Operand b) {
        vector(new Op(MAP_0F, PP_NONE, 0, 0x5C, WHOLE), to, a.number(), b);
    }

    /** The smaller of {@code a} and {@code b}; {@code b} where one is NaN. */
    void vminps(Vec to, Vec a, Operand b) {
        vector(new Op(MAP_0F, PP_NONE, 0, 0x5D, WHOLE), to, a.number(), b);
    }

    /** The larger of {@code a} and {@code b}; {@code b} where one is NaN. */
    void vmaxps(Vec to, Vec a, Operand b) {
        vector(new Op(MAP_0F, PP_NONE, 0, 0x5F, WHOLE), to, a.number(), b);
    }

    void vmulps(Vec to, Vec a, Operand b) {
        vector(new Op(MAP_0F, PP_NONE, 0, 0x59, WHOLE), to, a.number(), b);
    }

    /** {@code a / b} in the lanes of mask {@code mask}, 0 in the others; in all where that is 0. */
    void vdivps(Vec to, int mask, Vec a, Vec b) {
        evex(new Op(MAP_0F, PP_NONE, 0, 0x5E, WHOLE), to, a.number(), b, mask);
    }

    /** {@code a / b} in all lanes; VEX only. */
    void vdivps(Vec to, Vec a, Vec b) {
        vex(new Op(MAP_0F, PP_NONE, 0, 0x5E, WHOLE), to, a.number(), b);
    }

    /** {@code to = to · a + b}, rounded once. */
    void vfmadd213ps(Vec to, Vec a, Operand b) {
        vector(new Op(MAP_0F38, PP_66, 0, 0xA8, WHOLE), to, a.number(), b);
    }

    /** {@code to += a · b}, rounded once. */
    void vfmadd231ps(Vec to, Vec a, Operand b) {
        vector(new Op(MAP_0F38, PP_66, 0, 0xB8, WHOLE), to, a.number(), b);
    }

    /** {@code to += } products of pairs of bf16 of {@code a} and {@code b}, two a lane. */
    void vdpbf16ps(Vec to, Vec a, Operand b) {
        evex(new Op(MAP_0F38, PP_F3, 0, 0x52, WHOLE), to, a.number(), b);
    }

    /** The lanes of {@code b}, then those of {@code a}, rounded to bf16. */
    void vcvtne2ps2bf16(Vec to, Vec a, Operand b) {
        evex(new Op(MAP_0F38, PP_F2, 0, 0x72, WHOLE), to, a.number(), b);
    }

    /** Mask {@code mask} = where {@code a} is not less than {@code b}, nor comparable. */
    void vcmpnltps(int mask, Vec a, Vec b) {
        Op op = new Op(MAP_0F, PP_NONE, 0, 0xC2, WHOLE);
        evex(op, new Vec(mask, a.bytes()), a.number(), b);
        put(5);
    }

    /** All bits set in the lanes where {@code a} is not less than {@code b}, nor comparable; VEX only. */
    void vcmpnltps(Vec to, Vec a, Vec b) {
        vex(new Op(MAP_0F, PP_NONE, 0, 0xC2, WHOLE), to, a.number(), b);
        put(5);
    }

    void vcvtdq2ps(Vec to, Operand from) {
        vector(new Op(MAP_0F, PP_NONE, 0, 0x5B, WHOLE), to, NO_REGISTER, from);
    }

    /** Round half to even. */
    void vcvtps2dq(Vec to, Operand from) {
        vector(new Op(MAP_0F, PP_66, 0, 0x5B, WHOLE), to, NO_REGISTER, from);
    }

    /** Widen IEEE halves, from a vector or memory of half the length. */
    void vcvtph2ps(Vec to, Operand from) {
        vector(new Op(MAP_0F38, PP_66, 0, 0x13, to.bytes() / 2), to, NO_REGISTER, from);
    }

    // Encoding
    // ---------------------------------------------------------------------------------------------------------

    private void vector(Op op, Vec register, int second, Operand last) {
        switch (prefix) {
            case VEX -> vex(op, register, second, last);
            case EVEX -> evex(op, register, second, last);
        }
    }

    /** Where VEX has a bit {@code w}, these instructions leave it clear or do not look at it. */
    private void vex(Op op, Vec register, int second, Operand last) {
        requirePrefix(Prefix.VEX);
        requireVex(register.number() | second, register.bytes());
        int upper = switch (last) {
            case Vec vector -> {
                requireVex(vector.number(), vector.bytes());
                yield vector.number() >> 3;
            }
            case Mem memory -> {
                if (memory.repeated()) {
                    throw new IllegalArgumentException("VEX repeats no memory over lanes: " + memory);
                }
                yield rexBits(memory);
            }
        };
        int highest = register.number() >> 3 << 2;
        int end = (~second & 15) << 3 | register.lengthCode() << 2 | op.pp;
        if (upper == 0 && op.map == MAP_0F) {
            put(0xC5);
            put((~highest & 4) << 5 | end);
        } else {
            put(0xC4);
            put((~(highest | upper) & 7) << 5 | op.map);
            put(end);
        }
        put(op.code);
        switch (last) {
            case Vec vector -> put(0xC0 | (register.number() & 7) << 3 | (vector.number() & 7));
            case Mem memory -> address(register.number(), memory, 1);
        }
    }

    private static void requireVex(int number, int bytes) {
        if (number > 15 || bytes > 32) {
            throw new IllegalArgumentException(
                    "VEX knows registers 0 to 15 of 16 or 32 bytes, this is " + number + " of " + bytes);
        }
    }

    private void requirePrefix(Prefix needed) {
        if (prefix != needed) {
            throw new IllegalStateException("only " + needed + " has this instruction, the code is " + prefix);
        }
    }

    private void evex(Op op, Vec register, int second, Operand last) {
        evex(op, register, second, last, 0);
    }

    private void evex(Op op, Vec register, int second, Operand last, int mask) {
        requirePrefix(Prefix.EVEX);
        int repeated = last instanceof Mem memory && memory.repeated() ? 0x10 : 0;
        put(0x62);
        put((~(registerBits(register.number()) | lastBits(last)) & 0xF0) | op.map);
        put(op.w << 7 | (~second & 15) << 3 | 4 | op.pp);
        put((mask == 0 ? 0 : 0x80) | register.lengthCode() << 5 | repeated | (~second >> 4 & 1) << 3 | mask);
        put(op.code);
        switch (last) {
            case Vec vector -> put(0xC0 | (register.number() & 7) << 3 | (vector.number() & 7));
            case Mem memory -> address(register.number(), memory, unit(op, register, memory));
        }
    }

    private static int unit(Op op, Vec register, Mem memory) {
        if (memory.repeated()) {
            return Integer.BYTES;
        }
        return op.unit == WHOLE ? register.bytes() : op.unit;
    }

    private static int registerBits(int number) {
        return (number >> 3 & 1) << 7 | (number >> 4 & 1) << 4;
    }

    private static int lastBits(Operand last) {
        return switch (last) {
            case Vec vector -> (vector.number() >> 4 & 1) << 6 | (vector.number() >> 3 & 1) << 5;
            case Mem memory -> rexBits(memory) << 5;
        };
    }

    private void address(int register, Mem place, int unit) {
        int base = place.base().low();
        boolean sib = place.index().isPresent() || base == Gp.RSP.number();
        int displacement = place.displacement();
        boolean small = displacement % unit == 0 && displacement / unit == (byte) (displacement / unit);
        int mode;
        if (displacement == 0 && base != Gp.RBP.number()) {
            mode = 0;
        } else {
            mode = small ? 1 : 2;
        }
        put(mode << 6 | (register & 7) << 3 | (sib ? 4 : base));
        if (sib) {
            int index = place.index().orElse(Gp.RSP).low();
            put(Integer.numberOfTrailingZeros(place.scale()) << 6 | index << 3 | base);
        }
        if (mode == 1) {
            put(displacement / unit);
        } else if (mode == 2) {
            room(4).putInt(displacement);
        }
    }

    private void put(int value) {
        room(1).put((byte) value);
    }

    private ByteBuffer room(int bytes) {
        if (code.remaining() < bytes) {
            code = ByteBuffer.allocate(2 * code.capacity())
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .put(code.flip());
        }
        return code;
    }
}
