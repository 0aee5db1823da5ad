package io.joute.engine.kernel.x86;

/**
 * What a product runs over: how 16 rows lie in a panel, and what stands with the elements of a token.
 *
 * <p>A block is 32 columns. In a panel each 64-byte vector holds 4 bytes of each of 16 rows; the vectors follow each other by
 * columns, then come vectors of 16 floats. A token's block is its elements, then, apart from them, four words: its scale, a
 * correction for all columns, for the lower 16, for the upper 16.
 */
public enum Kind {
    /** Eight vectors of unsigned bytes, 16 scales. */
    SCALE(576, 32, 16),
    /** Eight vectors of unsigned bytes, 16 scales, 16 minima. The token's first correction is a float: −scale · Σ elements. */
    SCALE_AND_MINIMUM(640, 32, 16),
    /** Eight vectors of unsigned bytes, 16 scales of the lower 16 columns, 16 of the upper. */
    TWO_SCALES(640, 32, 16),
    /** Sixteen vectors of pairs of bf16; a token has 32 bf16 and no words. */
    PAIRS(1024, 64, 0);

    static final int SCALES = 512;
    static final int SECOND = 576;
    static final int TOTAL = 4;
    static final int LOWER = 8;
    static final int UPPER = 12;

    private final int groupBytes;
    private final int elementBytes;
    private final int wordBytes;

    Kind(int groupBytes, int elementBytes, int wordBytes) {
        this.groupBytes = groupBytes;
        this.elementBytes = elementBytes;
        this.wordBytes = wordBytes;
    }

    /** Bytes of a block of 16 rows. */
    public int groupBytes() {
        return groupBytes;
    }

    /** Bytes of a block of a panel, two groups of 16 rows. */
    public int panelBytes() {
        return 2 * groupBytes;
    }

    /** Bytes of a block of one token. */
    public int tokenBytes() {
        return elementBytes + wordBytes;
    }

    /** Bytes of the elements of a token's block. */
    int elementBytes() {
        return elementBytes;
    }

    /** Vectors of elements in a block of 16 rows. */
    int vectors() {
        return elementBytes / 4;
    }

    /** Where vector {@code j}'s elements of token {@code t} are in a block of tokens. */
    int element(int t, int j) {
        return elementBytes * t + 4 * j;
    }

    /** Where word {@code word} of token {@code t} is in a block of {@code tokens} tokens. */
    int word(int tokens, int t, int word) {
        return elementBytes * tokens + wordBytes * t + word;
    }
}
