package io.joute.engine;

import io.joute.engine.sampling.Sampler;
import java.util.Arrays;

/** An answer being written: a prompt, then each token picked from the logits of the last. */
final class Writing extends Sequence {
    private final int[] prompt;
    private final int limit;
    private final Sampler sampler;
    private final TokenSink sink;
    private boolean promptRead;

    /**
     * Of an answer of at most {@code limit} tokens.
     *
     * @param session that has read nothing
     */
    Writing(Session session, int[] prompt, int limit, Sampler sampler, TokenSink sink) {
        super(session, prompt, prompt.length - 1);
        this.prompt = prompt;
        this.limit = limit;
        this.sampler = sampler;
        this.sink = sink;
    }

    @Override
    int positions() {
        return Math.toIntExact(Math.min(
                (long) prompt.length + limit, session().position() + session().room()));
    }

    @Override
    boolean ready() {
        return sink.hasRoom();
    }

    @Override
    void begin() {
        int known = session().recall(prompt);
        replace(Arrays.copyOfRange(prompt, known, prompt.length), prompt.length - 1 - known);
    }

    @Override
    boolean accept(float[] logits, int row, int count) {
        int vocabulary = session().vocabularySize();
        int id = sampler.pick(logits, row * vocabulary, vocabulary);
        if (!promptRead) {
            promptRead = true;
            session().share();
        }
        int room = session().room();
        boolean more = sink.accept(id, room);
        if (more) {
            replace(new int[] {id}, 0);
        }
        return !more;
    }

    @Override
    void end(boolean wasCancelled) {
        session().keep();
        sink.end();
    }

    @Override
    void fail(Throwable failure) {
        sink.fail(failure, session());
    }
}
