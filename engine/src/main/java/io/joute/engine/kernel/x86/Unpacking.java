package io.joute.engine.kernel.x86;

/** Takes a block of 16 rows from a file's format and writes it as a panel has it, a row a lane. */
interface Unpacking {
    /** What it writes. */
    Kind kind();

    /** Columns of a block of the file, a multiple of {@link Layout#BLOCK}. */
    int columns();

    /** Bytes of a block of the file. */
    int bytes();

    /** What elements have added to them to be unsigned; a token's corrections take it away again. */
    int offset();

    /** Put into vectors 27 to 31 what stays there while blocks pass; spoils RAX. */
    void constants(Assembler code);

    /** Write the block at the rows' pointers to {@code panel}, whose blocks are {@code stride} bytes apart. */
    void write(Assembler code, Gp panel, int stride);

    /** Blocks of a panel in a block of the file. */
    default int blocks() {
        return columns() / Layout.BLOCK;
    }
}
