package io.joute.arena.duel;

/** The log could not be written or read: what was being stored is unknown, and must not be acknowledged. */
public final class DuelLogException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Say what was being done and to which file. */
    public DuelLogException(String message, Throwable cause) {
        super(message, cause);
    }
}
