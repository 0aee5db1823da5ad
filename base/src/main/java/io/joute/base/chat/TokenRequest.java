package io.joute.base.chat;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Something to go on from, token by token.
 *
 * @param start what is there already
 * @param settings how to draw what follows
 * @param likeliest how many of the likeliest tokens to tell at each place
 * @param startToo whether to tell the tokens of the start too
 * @param form what the answer is held to, if anything
 */
public record TokenRequest(
        Start start, GenerationSettings settings, int likeliest, boolean startToo, Optional<JsonForm> form) {
    /** More tokens at a place than anyone looks at. */
    public static final int MOST_LIKELIEST = 100;

    /**
     * Check the number of tokens to tell, and what stands beside a form.
     *
     * @throws IllegalArgumentException when it is not within 0 to {@link #MOST_LIKELIEST}, or when there are stop texts or
     *     tools beside a form
     */
    public TokenRequest {
        Objects.requireNonNull(start, "start");
        Objects.requireNonNull(settings, "settings");
        if (likeliest < 0 || likeliest > MOST_LIKELIEST) {
            throw new IllegalArgumentException("likeliest is " + likeliest + ", expected 0 to " + MOST_LIKELIEST);
        }
        if (form.isPresent()) {
            JsonForm.requireAlone(
                    settings,
                    start instanceof Start.Conversation talk && !talk.tools().isEmpty());
        }
    }

    /** Make a request without a form. */
    public TokenRequest(Start start, GenerationSettings settings, int likeliest, boolean startToo) {
        this(start, settings, likeliest, startToo, Optional.empty());
    }

    /** What is there already. */
    public sealed interface Start {
        /**
         * A conversation, written as the model was taught; what follows is the assistant's turn.
         *
         * @param messages at least one
         * @param tools what the model may ask for
         */
        record Conversation(List<Message> messages, List<Tool> tools) implements Start {
            public Conversation {
                messages = List.copyOf(messages);
                tools = List.copyOf(tools);
            }
        }

        /** A text, after the token that the model wants before every text, if any. */
        record Text(String text) implements Start {
            public Text {
                Objects.requireNonNull(text, "text");
            }
        }

        /** Token ids as they are, special ones included. */
        record Tokens(List<Integer> ids) implements Start {
            public Tokens {
                ids = List.copyOf(ids);
            }
        }
    }
}
