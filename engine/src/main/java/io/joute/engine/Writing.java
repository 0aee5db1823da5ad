package io.joute.engine;

import io.joute.engine.sampling.Sampler;
import java.util.Arrays;
import java.util.Optional;

/** An answer being written: a prompt, then each token picked from the logits of the last. */
final class Writing extends Sequence {
    private final int[] prompt;
    private final int limit;
    private final Picker picker;
    private final TokenSink sink;
    private final Draft draft;
    private boolean promptRead;

    /**
     * Of an answer of at most {@code limit} tokens.
     *
     * @param session that has read nothing
     */
    Writing(Session session, int[] prompt, int limit, Picker picker, TokenSink sink) {
        this(session, session.draft(prompt), limit, picker, sink);
    }

    /** Of an answer to the prompt that {@code draft} guesses at. */
    Writing(Session session, Draft draft, int limit, Picker picker, TokenSink sink) {
        super(session, draft.prompt(), draft.prompt().length - 1);
        this.prompt = draft.prompt();
        this.limit = limit;
        this.picker = picker;
        this.sink = sink;
        this.draft = draft;
    }

    /** Of an answer that is held to nothing. */
    Writing(Session session, int[] prompt, int limit, Sampler sampler, TokenSink sink) {
        this(session, session.draft(prompt), limit, sampler, sink);
    }

    /** Of an answer to the prompt that {@code draft} guesses at, held to nothing. */
    Writing(Session session, Draft draft, int limit, Sampler sampler, TokenSink sink) {
        this(session, draft, limit, new Picker(sampler, Optional.empty()), sink);
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

    /** Beside the token that is picked already and the last, which nothing follows. */
    @Override
    void draft(PassCosts costs, long promisedBytes) {
        int most = Math.min(Plan.SHORT - 1, positions() - session().position() - 2);
        if (promptRead && waiting() == 1 && most > 0) {
            int[] guessed = draft.next(costs, new Outlook(most, picker.foresight(), promisedBytes));
            int[] ids = Arrays.copyOf(ids(), 1 + guessed.length);
            System.arraycopy(guessed, 0, ids, 1, guessed.length);
            replace(ids, 0);
        }
    }

    /**
     * Pick the token after each of those read, as long as what was read next is what was picked: the picks, and the random
     * numbers they take, are those of an answer at which nobody guesses. For a guess that no chance is in, this is rejection
     * sampling: it is right with the probability that the model gives it, and what comes instead has the chances that are
     * left. A guess drawn with the random number that the pick will take is right the more often the more alike the two
     * models' chances are; rejection sampling of it would accept some more, but then the seed of an answer would not tell it
     * any more: who else is computed, and how fast, decides where guesses are made.
     *
     * @see <a href="https://arxiv.org/abs/2408.07978">M. Daliri, C. Musco, A. T. Suresh, Coupling without Communication and
     *     Drafter-Invariant Speculative Decoding, 2024</a>
     */
    @Override
    boolean accept(float[] logits, int row, int count) {
        int before = session().position() - count;
        int read = 0;
        try {
            int id;
            boolean more;
            do {
                read++;
                id = pick(logits, row + read - 1);
                more = sink.accept(id, session().room() + count - read);
            } while (more && read < count && ids()[read] == id);
            if (count > 1) {
                draft.checked(count - 1, read - 1);
            }
            replace(new int[] {id}, 0);
            return !more;
        } finally {
            forgetFrom(before + read);
        }
    }

    private int pick(float[] logits, int row) {
        int vocabulary = session().vocabularySize();
        int id = picker.pick(logits, row * vocabulary, vocabulary);
        draft.said(id);
        if (!promptRead) {
            promptRead = true;
            session().share();
        }
        return id;
    }

    /** Guesses that did not come true. */
    private void forgetFrom(int position) {
        if (position < session().position()) {
            session().truncate(position);
        }
    }

    @Override
    void end(boolean wasCancelled) {
        session().keep();
        draft.end();
        sink.end();
    }

    @Override
    void fail(Throwable failure) {
        sink.fail(failure, session());
    }
}
