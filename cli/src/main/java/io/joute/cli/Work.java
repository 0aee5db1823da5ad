package io.joute.cli;

/**
 * Something that an engine's speed is measured at.
 *
 * @param name as tables and charts show it
 */
record Work(String name) {
    /** Reading a prompt. */
    static Work prefill(int tokens) {
        return new Work("prefill " + tokens);
    }

    /** Writing an answer after a context. */
    static Work decode(int tokens, int context) {
        return new Work("decode " + tokens + " at " + context);
    }

    /** Reading several prompts at once. */
    static Work prefillOf(int sequences, int tokens) {
        return new Work(sequences + " at once, prefill " + tokens);
    }

    /** Writing several answers at once. */
    static Work decodeOf(int sequences, int tokens) {
        return new Work(sequences + " at once, decode " + tokens);
    }

    /** Both, over the whole time. */
    static Work totalOf(int sequences) {
        return new Work(sequences + " at once, total");
    }
}
