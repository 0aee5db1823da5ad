package io.joute.engine;

import io.joute.base.chat.ChatException;
import io.joute.engine.sampling.NonFiniteLogitsException;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;

/** Whatever goes wrong in the model comes out as one {@link ModelFailure}. */
final class Guard {
    private Guard() {}

    /** Run a step of the model. */
    static <T> T guarded(Supplier<T> step) {
        try {
            return step.get();
        } catch (RuntimeException | OutOfMemoryError e) {
            throw failure(e);
        }
    }

    /** What {@code cause} means for an answer; what is a mistake of ours passes through. */
    static ModelFailure failure(Throwable cause) {
        return switch (cause) {
            case ModelFailure failure -> failure;
            case ChatException failure -> new ModelFailure(failure);
            case CancellationException cancelled ->
                new ModelFailure(new ChatException(
                        "the answer was interrupted", new ChatException.Cause.Interrupted(), cancelled));
            case IllegalStateException closed ->
                new ModelFailure(new ChatException(
                        String.valueOf(closed.getMessage()), new ChatException.Cause.Unavailable(), closed));
            case OutOfMemoryError memory ->
                new ModelFailure(new ChatException(
                        "Java heap ran out during an answer: let others end, or start with a larger -Xmx",
                        new ChatException.Cause.Unavailable(),
                        memory));
            case RuntimeException mistake -> throw mistake;
            case Error mistake -> throw mistake;
            default -> throw new IllegalStateException(cause);
        };
    }

    /**
     * What {@code cause} means for the answer of {@code session}: where logits were not finite, the last token is read once
     * more to see where the first such number appears.
     */
    static ModelFailure failure(Throwable cause, Engine engine, Session session) {
        return cause instanceof NonFiniteLogitsException e
                ? guarded(() -> new ModelFailure(notFinite(e, engine, session)))
                : failure(cause);
    }

    private static ChatException notFinite(NonFiniteLogitsException cause, Engine engine, Session session) {
        int token = session.lastToken();
        int position = session.position() - 1;
        session.truncate(position);
        var probe = new FirstNonFinite();
        session.decode(token, probe);
        String message = engine.path().getFileName() + ": " + cause.getMessage() + " (position " + position + "; "
                + probe.found() + "). The file is damaged or not meant for this engine: choose another";
        return new ChatException(message, new ChatException.Cause.Broken(), cause);
    }
}
