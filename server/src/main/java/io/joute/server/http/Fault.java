package io.joute.server.http;

import java.util.Locale;

/** Why a request is refused: a status, and a code that a program can act on. */
public enum Fault {
    /** The request makes no sense as it stands. */
    INVALID(400),
    /** Only for who is signed in. */
    SIGN_IN(401),
    /** A state change without the visitor's token, or from another site. */
    FORBIDDEN(403),
    /** A question that is not let in: it has a blocked word, or its visitor is blocked. */
    BLOCKED(403),
    /** Nothing there, or not the visitor's. */
    UNKNOWN(404),
    /** Nobody published a dataset here. */
    UNPUBLISHED(404),
    /** This address does not take that method. */
    METHOD(405),
    /** The duel is not in a state that allows it. */
    STATE(409),
    /** Too long: a prompt or a body. */
    TOO_LONG(413),
    /** The body is of a type that is not taken here. */
    UNSUPPORTED(415),
    /** Asked under a host name that is not ours. */
    MISDIRECTED(421),
    /** The terms in force were not accepted. */
    CONSENT(428),
    /** The question seems to have personal data: it is taken once its visitor says so. */
    PERSONAL(428),
    /** Too many duels within the hour. */
    LIMIT(429),
    /** Too many wrong passwords came before. */
    WAIT(429),
    /** Something failed here. */
    BROKEN(500),
    /** No room at the moment. */
    BUSY(503);

    private final int status;

    Fault(int status) {
        this.status = status;
    }

    /** Its HTTP status. */
    public int status() {
        return status;
    }

    /** Its code in JSON, and the end of its message's key. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The fault that a status stands for; {@link #BROKEN} for any other. */
    public static Fault ofStatus(int status) {
        for (Fault fault : values()) {
            if (fault.status == status) {
                return fault;
            }
        }
        return status >= 400 && status < 500 ? INVALID : BROKEN;
    }
}
