package io.joute.engine.kernel.x86;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;

/**
 * What the processor says it can do, and the system lets it, by CPUID and XGETBV.
 *
 * @param missing names of the features that kernels in certain instructions need and that are not there
 * @param bf16 whether there are dot products of bf16 in vectors of 64 bytes
 */
record CpuFeatures(List<String> missing, boolean bf16) {
    private static final int ANSWER_BYTES = 16;
    private static final int STATE = 1;
    private static final int OSXSAVE = 27;

    /** Vector registers of all kinds, and masks, are saved when threads switch. */
    private static final int SAVED_REGISTERS = 0xE6;

    /** Those of 32 bytes are. */
    private static final int SAVED_NARROW = 0x06;

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

    /**
     * Ask the processor for what {@code instructions} need.
     *
     * @throws IllegalStateException when the system refuses executable memory
     */
    static CpuFeatures ask(Instructions instructions) {
        Assembler code = new Assembler(instructions.prefix());
        writeCpuid(code);
        int xgetbv = code.begin();
        writeXgetbv(code);
        CodeMemory memory = CodeMemory.of(code);
        return ask(memory.address(0), memory.address(xgetbv), instructions);
    }

    private static CpuFeatures ask(MemorySegment cpuid, MemorySegment xgetbv, Instructions instructions) {
        int saved = instructions.wide() ? SAVED_REGISTERS : SAVED_NARROW;
        int[] one = leaf(cpuid, STATE, 0);
        if (!bit(one[2], OSXSAVE) || (state(xgetbv) & saved) != saved) {
            String registers = instructions.wide() ? "AVX-512" : "AVX";
            return new CpuFeatures(List.of(registers + " enabled by the system"), false);
        }
        int[] seven = leaf(cpuid, 0, 0)[0] >= 7 ? leaf(cpuid, 7, 0) : new int[4];
        int[] sevenOne = seven[0] >= 1 ? leaf(cpuid, 7, 1) : new int[4];
        List<String> missing = new ArrayList<>();
        if (instructions.wide()) {
            require(missing, "AVX-512F", bit(seven[1], 16));
            require(missing, "AVX-512DQ", bit(seven[1], 17));
            require(missing, "AVX-512BW", bit(seven[1], 30));
            require(missing, "AVX-512VL", bit(seven[1], 31));
            require(missing, "AVX-512 VNNI", bit(seven[2], 11));
            return new CpuFeatures(missing, bit(sevenOne[0], 5));
        }
        require(missing, "AVX2", bit(seven[1], 5));
        require(missing, "FMA", bit(one[2], 12));
        require(missing, "F16C", bit(one[2], 29));
        require(missing, "AVX-VNNI", !instructions.dotProducts() || bit(sevenOne[0], 4));
        return new CpuFeatures(missing, false);
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
