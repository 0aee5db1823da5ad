package io.joute.engine;

import io.joute.base.chat.ChatException;
import io.joute.engine.sampling.NonFiniteLogitsException;
import io.joute.engine.sampling.Sampler;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;

/** A session for one answer: whatever goes wrong in the model comes out as one {@link ModelFailure}. */
final class GuardedSession {
    private final Engine engine;
    private final Session session;

    private GuardedSession(Engine engine, Session session) {
        this.engine = engine;
        this.session = session;
    }

    /** A session of {@code engine} that has read the beginning of {@code prompt}, or a new one. */
    static GuardedSession take(Engine engine, int[] prompt) {
        return new GuardedSession(
                engine, guarded(() -> engine.shelf().take(prompt).orElseGet(engine::newSession)));
    }

    /** Keep the session for the next turn of its conversation. */
    void giveBack() {
        engine.shelf().put(session);
    }

    int room() {
        return session.room();
    }

    float[] resume(int[] prompt) {
        return guardedOrBack(() -> session.resume(prompt));
    }

    float[] decode(int id) {
        return guardedOrBack(() -> session.decode(id));
    }

    int pick(Sampler sampler, float[] logits) {
        try {
            return sampler.pick(logits);
        } catch (NonFiniteLogitsException e) {
            throw new ModelFailure(guarded(() -> notFinite(e)));
        }
    }

    /** Read the last token once more and see where the first number that is not finite appears. */
    private ChatException notFinite(NonFiniteLogitsException cause) {
        int token = session.lastToken();
        int position = session.position() - 1;
        session.truncate(position);
        var probe = new FirstNonFinite();
        session.decode(token, probe);
        String message = engine.path().getFileName() + ": " + cause.getMessage() + " (position " + position + "; "
                + probe.found() + "). The file is damaged or not meant for this engine: choose another";
        return new ChatException(message, new ChatException.Cause.Broken(), cause);
    }

    /** A cancelled session is where it was before the step: worth keeping. */
    private <T> T guardedOrBack(Supplier<T> step) {
        try {
            return guarded(step);
        } catch (ModelFailure e) {
            if (e.cancelled()) {
                giveBack();
            }
            throw e;
        }
    }

    /** Run a step of the model; what goes wrong in it comes out as a {@link ModelFailure}. */
    static <T> T guarded(Supplier<T> step) {
        try {
            return step.get();
        } catch (ChatException e) {
            throw new ModelFailure(e);
        } catch (CancellationException e) {
            throw new ModelFailure(
                    new ChatException("the answer was interrupted", new ChatException.Cause.Interrupted(), e));
        } catch (IllegalStateException e) {
            throw new ModelFailure(
                    new ChatException(String.valueOf(e.getMessage()), new ChatException.Cause.Unavailable(), e));
        } catch (OutOfMemoryError e) {
            throw new ModelFailure(new ChatException(
                    "Java heap ran out during an answer: let others end, or start with a larger -Xmx",
                    new ChatException.Cause.Unavailable(),
                    e));
        }
    }
}
