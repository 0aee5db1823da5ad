package io.joute.server.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Why a program's request is refused.
 *
 * @param code to act on
 * @param message one sentence, the same for every model and cause
 * @param retryAfter seconds, when trying again may help
 * @param reference number of a failure in the log
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record ErrorBody(String code, String message, OptionalLong retryAfter, Optional<String> reference) {}
