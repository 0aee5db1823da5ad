package io.joute.arena.moderation;

/**
 * How many duels may be opened within an hour; 0 is no limit.
 *
 * @param perVisitor by one browser
 * @param perAddress by all browsers of one address
 */
public record HourlyLimits(int perVisitor, int perAddress) {
    /** Nobody has to wait. */
    public static final HourlyLimits NONE = new HourlyLimits(0, 0);

    /** The highest limit. */
    public static final int MOST = 100_000;

    public HourlyLimits {
        requireLimit("visitor", perVisitor);
        requireLimit("address", perAddress);
    }

    /** Refuse what is no limit. */
    static void requireLimit(String of, int limit) {
        if (limit < 0 || limit > MOST) {
            throw new IllegalArgumentException(
                    "duels an hour per " + of + " are " + limit + ", expected 0 (no limit) to " + MOST);
        }
    }
}
