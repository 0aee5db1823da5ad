package io.joute.server.api.v1;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request of a program that is not served; unlike a page's visitor, a program's author is told all of it. */
public final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final String INVALID = "invalid_request_error";

    private final int status;
    private final String type;
    private final @Nullable String field;
    private final @Nullable String code;

    private Problem(int status, String type, @Nullable String field, @Nullable String code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.type = Objects.requireNonNull(type, "type");
        this.field = field;
        this.code = code;
    }

    /** A field that is missing, or of a value that cannot be honoured. */
    static Problem field(String field, String message) {
        return new Problem(400, INVALID, field, null, message);
    }

    /** A field that nobody knows. */
    static Problem unknownField(String field) {
        return new Problem(400, INVALID, field, "unknown_parameter", "Unknown parameter: '" + field + "'.");
    }

    /** A field that is known and cannot be honoured. */
    static Problem unsupported(String field, String message) {
        return new Problem(400, INVALID, field, "unsupported_parameter", message);
    }

    /** A request that makes no sense as a whole. */
    static Problem request(int status, String code, String message) {
        return new Problem(status, INVALID, null, code, message);
    }

    /** A model that is not here. */
    static Problem noModel(String id) {
        return new Problem(
                404,
                INVALID,
                "model",
                "model_not_found",
                "The model '" + id + "' does not exist here: GET /v1/models lists those that do.");
    }

    /** A missing or wrong key. */
    static Problem key(String message) {
        return new Problem(401, INVALID, null, "invalid_api_key", message);
    }

    /** No room at the moment. */
    static Problem busy(String message) {
        return new Problem(429, "requests", null, "rate_limit_exceeded", message);
    }

    /** Something failed here. */
    static Problem server(int status, String message) {
        return new Problem(status, "server_error", null, null, message);
    }

    /** Its HTTP status. */
    int status() {
        return status;
    }

    /** What kind of problem it is. */
    String type() {
        return type;
    }

    /** The field at fault, if it is one. */
    Optional<String> field() {
        return Optional.ofNullable(field);
    }

    /** What a program can act on, if anything. */
    Optional<String> code() {
        return Optional.ofNullable(code);
    }

    /** What to do about it. */
    String sentence() {
        return String.valueOf(getMessage());
    }
}
