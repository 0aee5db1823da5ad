package io.joute.engine;

import io.joute.engine.model.Probe;
import java.util.Arrays;

/**
 * A conversation at work: tokens to read, and what to do with the logits. All methods but {@link #cancel} and {@link
 * #ready} are for the scheduler's threads, one at a time.
 */
abstract sealed class Sequence permits Reading, Writing {
    private final Session session;
    private int[] ids;
    private int firstLogits;
    private int read;
    private volatile boolean cancelled;

    /** A conversation that has {@code ids} to read, and needs the logits from {@code firstLogits} of them on. */
    Sequence(Session session, int[] ids, int firstLogits) {
        this.session = session;
        this.ids = ids;
        this.firstLogits = firstLogits;
    }

    final Session session() {
        return session;
    }

    /** Ask the scheduler to let go of it at the next chance. */
    final void cancel() {
        cancelled = true;
    }

    final boolean cancelled() {
        return cancelled;
    }

    /** Tokens still to be read. */
    final int waiting() {
        return ids.length - read;
    }

    /** The next {@code count} tokens to read. */
    final int[] next(int count) {
        return Arrays.copyOfRange(ids, read, read + count);
    }

    /** The first of the next {@code count} tokens whose logits are needed; {@code count}: of none. */
    final int firstLogits(int count) {
        return Math.clamp(firstLogits - read, 0, count);
    }

    /** The next {@code count} tokens were read. */
    final void advance(int count) {
        session.append(next(count));
        read += count;
    }

    /** Go on with other tokens. */
    final void replace(int[] others, int othersFirstLogits) {
        ids = others;
        firstLogits = othersFirstLogits;
        read = 0;
    }

    /** The tokens being read. */
    final int[] ids() {
        return ids;
    }

    /** What looks at the intermediates; a sequence with one is computed alone. */
    Probe probe() {
        return Probe.NONE;
    }

    /** Positions that it may take in all; memory for them is promised when it begins. */
    abstract int positions();

    /** Whether it can take what comes out: the scheduler waits for it otherwise. */
    abstract boolean ready();

    /** Memory is promised: begin. */
    abstract void begin();

    /**
     * Guess what else to read, now that there is nobody else to compute; {@code costs} is what passes take, {@code
     * promisedBytes} the memory to leave to those waiting.
     */
    void draft(PassCosts costs, long promisedBytes) {}

    /**
     * The logits of {@code count} tokens just read, {@code [count][vocabularySize]} from row {@code row} on; not to keep. Not
     * called where there are none.
     *
     * @return whether all is done
     */
    abstract boolean accept(float[] logits, int row, int count);

    /** It is over; {@code cancelled} before it was done. */
    abstract void end(boolean wasCancelled);

    /** It failed. */
    abstract void fail(Throwable failure);
}
