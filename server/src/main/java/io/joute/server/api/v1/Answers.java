package io.joute.server.api.v1;

import io.joute.base.chat.GenerationSettings;

/**
 * How many answers a request wants and how they are to come.
 *
 * @param count answers to each prompt
 * @param stream whether they come as they are written
 * @param usageToo whether a stream ends with what it took
 */
record Answers(int count, boolean stream, boolean usageToo) {
    private static final int MOST = 16;

    static Answers of(Fields fields) {
        boolean stream = fields.flag("stream").orElse(false);
        boolean usageToo = fields.node("stream_options")
                .map(node -> {
                    if (!stream) {
                        throw Problem.field("stream_options", "'stream_options' goes with 'stream': true only.");
                    }
                    Fields options = Fields.of(node, "stream_options");
                    boolean wanted = options.flag("include_usage").orElse(false);
                    options.ignore("include_obfuscation");
                    options.refuseOthers();
                    return wanted;
                })
                .orElse(false);
        return new Answers(fields.whole("n", 1, MOST).orElse(1L).intValue(), stream, usageToo);
    }

    /** The settings of answer {@code index}: its own seed, so that answers differ and can be had again. */
    static GenerationSettings settings(GenerationSettings first, int index) {
        return first.withSeed(first.seed() + index);
    }
}
