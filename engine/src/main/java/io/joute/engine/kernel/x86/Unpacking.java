package io.joute.engine.kernel.x86;

import java.util.List;

/** Takes a block of 16 rows from a file's format and writes it as a panel has it, a row a lane. */
interface Unpacking {
    /** What activations are quantised to at most. */
    int LARGEST_QUANT = 127;

    /** What it writes. */
    Kind kind();

    /** Columns of a block of the file, a multiple of {@link Layout#BLOCK}. */
    int columns();

    /** Bytes of a block of the file. */
    int bytes();

    /** What elements have added to them to be unsigned; a token's corrections take it away again. */
    int offset();

    /** The largest unsigned element. */
    int largest();

    /** Lanes of 32 bits that it asks {@link Rows#constant} for, by index. */
    List<Integer> constants();

    /** Write the block at the rows' pointers to {@code panel}, whose blocks are {@code stride} bytes apart; spoils RAX. */
    void write(Rows rows, Gp panel, int stride);

    /** Blocks of a panel in a block of the file. */
    default int blocks() {
        return columns() / Layout.BLOCK;
    }

    /** How many vectors' products fit into 16 bits together, each lane having two of each. */
    default int vectorsIn16Bits() {
        return Short.MAX_VALUE / (2 * LARGEST_QUANT * largest());
    }
}
