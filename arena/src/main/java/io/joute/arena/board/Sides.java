package io.joute.arena.board;

/**
 * How often each side won among votes that were decided: as sides are drawn by a coin, either should win half.
 *
 * @param left votes for A
 * @param right votes for B
 */
public record Sides(long left, long right) {
    private static final double TWO_SIDED_95 = 1.959963984540054;

    /** Share of A, 0 to 1; a half without votes. */
    public double share() {
        return left + right == 0 ? 0.5 : (double) left / (left + right);
    }

    /** How far the share strays from a half by chance alone, 19 times in 20. */
    public double reach() {
        return TWO_SIDED_95 * Math.sqrt(0.25 / Math.max(1, left + right));
    }

    /** Whether it strays further. */
    public boolean isUneven() {
        return left + right > 0 && Math.abs(share() - 0.5) > reach();
    }
}
