package io.joute.connect.wire;

import io.joute.base.chat.ChatException;
import java.util.Optional;

/**
 * Puts a provider's words as they may be shown: short, printable, on one line.
 *
 * <p>The key is taken out before they are cut: the cut might leave a half of it that nobody knows again.
 *
 * @param key what must not be shown
 */
public record Words(Optional<Secret> key) {
    private static final int QUOTED = 200;

    /** The answer was withheld by the provider's filter, or by the model in the provider's own words. */
    public ChatException withheld(String why) {
        return new ChatException("the provider withheld the answer: " + quoted(why), new ChatException.Cause.Refused());
    }

    /** The provider reported a failure of this type in the stream, or in the answer's status. */
    public ChatException reported(String type, String message, boolean retryable) {
        return new ChatException(
                "the provider reports " + quoted(type) + ": " + quoted(message),
                retryable ? new ChatException.Cause.Unavailable() : new ChatException.Cause.Refused());
    }

    /** A text, as it may be shown. */
    public String quoted(String text) {
        String clean = hidden(text)
                .replaceAll("[\\p{Cntrl}\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069]+", " ")
                .strip();
        return clean.codePointCount(0, clean.length()) <= QUOTED
                ? clean
                : clean.substring(0, clean.offsetByCodePoints(0, QUOTED)) + "…";
    }

    /** The text in full, without the key. */
    public String hidden(String text) {
        return key.map(secret -> secret.hidden(text)).orElse(text);
    }
}
