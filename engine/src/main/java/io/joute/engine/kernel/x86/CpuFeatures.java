package io.joute.engine.kernel.x86;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;

/**
 * What the processor says it can do, and the system lets it, by CPUID and XGETBV.
 *
 * @param missing names of the features that the kernels need and that are not there
 * @param bf16 whether there are dot products of bf16
 */
record CpuFeatures(List<String> missing, boolean bf16) {
    private static final int ANSWER_BYTES = 16;
    private static final int STATE = 1;
    private static final int OSXSAVE = 27;

    /** Vector registers of all kinds, and masks, are saved when threads switch. */
    private static final int SAVED_REGISTERS = 0xE6;

    CpuFeatures {
        missing = List.copyOf(missing);
    }

    /** Write a function: (out, leaf, sub-leaf) → EAX, EBX, ECX, EDX of CPUID. */
    static void writeCpuid(Assembler code) {
        Frame.enter(code);
        code.mov(Gp.RAX, Gp.RCX);
        code.mov(Gp.RCX, Gp.R8);
        code.cpuid();
        code.mov32(Mem.at(Gp.RDI, 0), Gp.RAX);
        code.mov32(Mem.at(Gp.RDI, 4), Gp.RBX);
        code.mov32(Mem.at(Gp.RDI, 8), Gp.RCX);
        code.mov32(Mem.at(Gp.RDI, 12), Gp.RDX);
        Frame.leaveScalar(code);
    }

    /** Write a function: (out) → which registers the system saves. Needs the feature OSXSAVE. */
    static void writeXgetbv(Assembler code) {
        Frame.enter(code);
        code.mov32(Gp.RCX, 0);
        code.xgetbv();
        code.mov32(Mem.at(Gp.RDI, 0), Gp.RAX);
        Frame.leaveScalar(code);
    }

    /** Ask the processor by these two functions. */
    static CpuFeatures ask(MemorySegment cpuid, MemorySegment xgetbv) {
        List<String> missing = new ArrayList<>();
        if (!bit(leaf(cpuid, STATE, 0)[2], OSXSAVE) || (state(xgetbv) & SAVED_REGISTERS) != SAVED_REGISTERS) {
            return new CpuFeatures(List.of("AVX-512 enabled by the system"), false);
        }
        int[] zero = leaf(cpuid, 0, 0);
        int[] seven = zero[0] >= 7 ? leaf(cpuid, 7, 0) : new int[4];
        require(missing, "AVX-512F", bit(seven[1], 16));
        require(missing, "AVX-512DQ", bit(seven[1], 17));
        require(missing, "AVX-512BW", bit(seven[1], 30));
        require(missing, "AVX-512VL", bit(seven[1], 31));
        require(missing, "AVX-512 VNNI", bit(seven[2], 11));
        boolean bf16 = seven[0] >= 1 && bit(leaf(cpuid, 7, 1)[0], 5);
        return new CpuFeatures(missing, bf16);
    }

    private static void require(List<String> missing, String name, boolean present) {
        if (!present) {
            missing.add(name);
        }
    }

    private static boolean bit(int word, int number) {
        return (word >>> number & 1) == 1;
    }

    private static int[] leaf(MemorySegment cpuid, int leaf, int part) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment answer = arena.allocate(ANSWER_BYTES, 4);
            Downcall.kernel(cpuid, new Downcall.Places(answer, answer, answer), leaf, part, 0, 0);
            return answer.toArray(ValueLayout.JAVA_INT);
        }
    }

    private static int state(MemorySegment xgetbv) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment answer = arena.allocate(ANSWER_BYTES, 4);
            Downcall.kernel(xgetbv, new Downcall.Places(answer, answer, answer), 0, 0, 0, 0);
            return answer.get(ValueLayout.JAVA_INT, 0);
        }
    }
}
