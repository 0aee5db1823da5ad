package io.joute.engine.kernel.x86;

/** Numbers that kernels and their callers agree on. */
public final class Layout {
    /** Columns of a block of a panel or of a token. */
    public static final int BLOCK = 32;

    /** Rows that go through the registers together: one a lane. */
    public static final int GROUP_ROWS = 16;

    /** Rows of a panel, two groups. */
    public static final int PANEL_ROWS = 2 * GROUP_ROWS;

    /** Tokens of a tile at most. */
    public static final int TILE_TOKENS = 6;

    /** Tokens that can go along while weights stream at most. */
    public static final int STREAM_TOKENS = 6;

    private Layout() {}
}
