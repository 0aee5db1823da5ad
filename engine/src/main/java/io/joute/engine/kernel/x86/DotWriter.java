package io.joute.engine.kernel.x86;

/**
 * Writes the product of a block of 32 columns: 16 or 32 rows times some tokens. Whatever the shape and the instructions, an
 * output is the same sequence of operations: {@code out = fma(float(Σ w·x + correction), weight scale · token scale, out)}, once
 * a block or once for each half of it; then, where there are minima, {@code out = fma(minimum, token's correction, out)}. Sums
 * of integers are exact. Of bf16, {@code out} takes pair after pair.
 */
sealed interface DotWriter permits WideDots, NarrowDots {
    /** How many groups of 16 rows go together. */
    enum Shape {
        STREAM(1),
        TILE(2);

        private final int halves;

        Shape(int halves) {
            this.halves = halves;
        }

        int halves() {
            return halves;
        }
    }

    /** What a kernel multiplies. */
    record Work(Unpacking format, int tokens, Shape shape) {}

    /** Bytes of the stack, from where it was told on, that it needs; a multiple of 32. */
    int stackBytes();

    /** Before all blocks of a kernel. */
    void enter();

    /** Outputs become zero. */
    void begin();

    /** Add a block's products: rows at {@code panel}, tokens at {@code x}. */
    void block(Gp panel, int panelOffset, Gp x, int xOffset);

    /** Store the output of token {@code t} and 16 rows. */
    void store(int t, int half, Mem to);

    /** Where a block's rows and tokens are. */
    record Places(Kind kind, int tokens, Gp panel, int panelOffset, Gp x, int xOffset) {
        Mem row(int offset) {
            return Mem.at(panel, panelOffset + offset);
        }

        Mem element(int t, int j) {
            return Mem.at(x, xOffset + kind.element(t, j));
        }

        Mem word(int t, int word) {
            return Mem.at(x, xOffset + kind.word(tokens, t, word));
        }
    }

    /** Vectors {@code from} to {@code to} of a block, where their scales are, and which word of a token corrects them. */
    record Part(int from, int to, int scales, int correction) {
        static final int NO_CORRECTION = -1;
    }
}
