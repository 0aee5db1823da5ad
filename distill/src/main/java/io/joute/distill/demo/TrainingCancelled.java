package io.joute.distill.demo;

/** The training thread was interrupted; nothing was written. */
public final class TrainingCancelled extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TrainingCancelled(String message) {
        super(message);
    }
}
