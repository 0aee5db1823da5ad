package io.joute.engine;

import io.joute.base.chat.ChatException;

/** What went wrong in the model while it answered; kept apart from what the receiver of the answer throws. */
final class ModelFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ChatException failure;

    ModelFailure(ChatException failure) {
        super(failure);
        this.failure = failure;
    }

    ChatException failure() {
        return failure;
    }

    boolean cancelled() {
        return failure.reason() instanceof ChatException.Cause.Interrupted;
    }
}
