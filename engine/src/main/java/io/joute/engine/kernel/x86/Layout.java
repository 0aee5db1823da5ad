package io.joute.engine.kernel.x86;

/** Sizes in bytes that kernels and their callers agree on. */
public final class Layout {
    /** Elements of a block, in every format here. */
    public static final int BLOCK = 32;

    /** Rows that go through the registers together: one a lane. */
    public static final int GROUP_ROWS = 16;

    /** Rows of a panel, two groups. */
    public static final int PANEL_ROWS = 2 * GROUP_ROWS;

    /** A block of a group, unpacked: eight vectors of four columns of 16 rows as unsigned bytes, then 16 float scales. */
    public static final int GROUP_BYTES = 576;

    /** A block of a panel. */
    public static final int PANEL_BYTES = 2 * GROUP_BYTES;

    /** Tokens of a tile at most. */
    public static final int TILE_TOKENS = 6;

    /** Tokens that can go along while weights stream at most. */
    public static final int STREAM_TOKENS = 3;

    /** A block of one token: 32 signed bytes, and apart from them a float scale and an int correction. */
    public static final int TOKEN_BYTES = 40;

    static final int SCALES = 512;
    static final int PAIR_BYTES = 8;
    static final int CORRECTION = 4;

    private Layout() {}

    /** Bytes of a block of {@code tokens} tokens together: all their elements, then all their pairs. */
    public static int tokensBytes(int tokens) {
        return tokens * TOKEN_BYTES;
    }
}
