package io.joute.server.http;

import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;

/** A request that is not served; its message is for the log and never crosses the wire. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final long NEVER = -1;

    private final Fault fault;
    private final String detail;
    private final long retryAfterSeconds;
    private final List<String> named;

    /** Refuse, with the general sentence of {@code fault}. */
    public Refusal(Fault fault) {
        this(fault, fault.code());
    }

    /** Refuse with a sentence of its own: {@code detail} is the end of a message key {@code error.<detail>}. */
    public Refusal(Fault fault, String detail) {
        this(fault, detail, NEVER);
    }

    /** Refuse for now: the same request may do in {@code retryAfterSeconds}. */
    public Refusal(Fault fault, String detail, long retryAfterSeconds) {
        this(fault, detail, retryAfterSeconds, List.of());
    }

    private Refusal(Fault fault, String detail, long retryAfterSeconds, List<String> named) {
        super(fault.code() + ": " + detail, null, false, false);
        this.fault = Objects.requireNonNull(fault, "fault");
        this.detail = Objects.requireNonNull(detail, "detail");
        this.retryAfterSeconds = retryAfterSeconds;
        this.named = List.copyOf(named);
    }

    /** Copy whose sentence names things: keys of their names, which take the place of its {@code {0}}. */
    public Refusal naming(List<String> keys) {
        return new Refusal(fault, detail, retryAfterSeconds, keys);
    }

    /** Keys of what its sentence names. */
    public List<String> named() {
        return named;
    }

    /** Why. */
    public Fault fault() {
        return fault;
    }

    /** Key of the sentence to show. */
    public String sentence() {
        return "error." + detail;
    }

    /** Seconds after which to try again, if that may help. */
    public OptionalLong retryAfterSeconds() {
        return retryAfterSeconds == NEVER ? OptionalLong.empty() : OptionalLong.of(retryAfterSeconds);
    }
}
