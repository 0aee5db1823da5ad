package io.joute.connect.limit;

/**
 * Lets one call in ten be a repetition, and three more for the start: a server in trouble is not asked twice as often.
 * Safe for any number of threads.
 */
public final class RetryBudget {
    private static final int PER_RETRY = 10;
    private static final int START = 3;

    private int tenths = START * PER_RETRY;

    /** A request came. */
    public synchronized void request() {
        tenths = Math.min(START * PER_RETRY, tenths + 1);
    }

    /** Whether it may be tried once more. */
    public synchronized boolean spend() {
        if (tenths < PER_RETRY) {
            return false;
        }
        tenths -= PER_RETRY;
        return true;
    }
}
