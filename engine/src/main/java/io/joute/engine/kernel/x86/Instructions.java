package io.joute.engine.kernel.x86;

/** The sets of instructions that kernels are written in, fastest first. All of them give the same bits. */
public enum Instructions {
    /** Vectors of 64 bytes, dot products of bytes; of bf16 where the processor has them. */
    AVX512_VNNI("x86-avx512-vnni", "AVX-512 VNNI"),
    /** Vectors of 32 bytes, dot products of bytes. */
    AVX_VNNI("x86-avx-vnni", "AVX-VNNI"),
    /** Vectors of 32 bytes, products of bytes summed in pairs of 16 bits. */
    AVX2("x86-avx2", "AVX2");

    private final String kernels;
    private final String feature;

    Instructions(String kernels, String feature) {
        this.kernels = kernels;
        this.feature = feature;
    }

    /** The name of kernels written in them. */
    public String kernels() {
        return kernels;
    }

    /** What makers of processors call them. */
    public String feature() {
        return feature;
    }

    /** Whether 16 rows fill a vector, and there are 32 vectors; else 8 rows, and 16. */
    boolean wide() {
        return this == AVX512_VNNI;
    }

    /** Whether four products of bytes are added to a lane at once. */
    boolean dotProducts() {
        return this != AVX2;
    }

    Assembler.Prefix prefix() {
        return wide() ? Assembler.Prefix.EVEX : Assembler.Prefix.VEX;
    }

    /**
     * Whether products with elements of {@code format} would overflow 16 bits, so that panels keep signed bytes and the sign
     * goes to the activations: {@code w · x = |w| · sign(w) x}, at most 128 · 127, twice.
     */
    boolean signed(Unpacking format) {
        return !dotProducts() && format.vectorsIn16Bits() == 0;
    }

    /** What elements of {@code format} have added to them in a panel. */
    int offset(Unpacking format) {
        return signed(format) ? 0 : format.offset();
    }
}
