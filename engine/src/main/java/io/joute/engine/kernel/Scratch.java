package io.joute.engine.kernel;

import java.lang.foreign.MemorySegment;

/** What one worker needs for itself during an operation; grows to the largest operation seen. */
final class Scratch {
    private float[] panel = new float[0];
    private float[] lanes = new float[0];
    private float[] scores = new float[0];
    private float[] page = new float[0];
    private final MachineLoops.Growing unpacked = new MachineLoops.Growing();
    private final MachineLoops.Growing attention = new MachineLoops.Growing();

    /** Keeps loads alive that only warm the cache: never read for its value. */
    int touched;

    /** Decoded rows. */
    float[] panel(int length) {
        if (panel.length < length) {
            panel = new float[length];
        }
        return panel;
    }

    /** Weights as machine code wants them. */
    MemorySegment unpacked(long bytes) {
        return unpacked.atLeast(bytes);
    }

    /** What machine code remembers from page to page. */
    MemorySegment attention(long bytes) {
        return attention.atLeast(bytes);
    }

    /** Partial sums, a vector each. */
    float[] lanes(int length) {
        if (lanes.length < length) {
            lanes = new float[length];
        }
        return lanes;
    }

    /** One head's keys or values of a page. */
    float[] page(int length) {
        if (page.length < length) {
            page = new float[length];
        }
        return page;
    }

    /** Attention scores; grows by half more, as a conversation grows token by token. */
    float[] scores(int length) {
        if (scores.length < length) {
            scores = new float[Math.max(length, scores.length + scores.length / 2)];
        }
        return scores;
    }
}
