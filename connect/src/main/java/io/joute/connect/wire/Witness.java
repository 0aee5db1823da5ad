package io.joute.connect.wire;

import io.joute.base.chat.ChatException;
import io.joute.base.chat.FinishReason;
import java.util.Optional;

/** Reads the raw events of one call: whether the answer is whole, what it took, what went wrong. For one thread. */
public interface Witness {
    /**
     * Read an event.
     *
     * @throws RuntimeException when it makes no sense
     */
    void see(String name, String data);

    /** Why the answer is over; empty until the provider says so. */
    Optional<FinishReason> finish();

    /** Whether the provider marked the end of the stream: nothing that may still come belongs to the answer. */
    default boolean over() {
        return false;
    }

    /** What it took, as the provider tells; empty when it does not. */
    Optional<Tokens> tokens();

    /** The failure that the provider reported in the stream, or the answer it withheld. */
    Optional<ChatException> failure();

    /** Whether the last event is one that LangChain4j stumbles over, and needs not see. */
    default boolean forWitnessOnly() {
        return false;
    }

    /**
     * What an answer took.
     *
     * @param prompt read, cached ones included
     * @param output written, reasoning included
     * @param reasoning of the output
     * @param cached of the prompt
     */
    record Tokens(int prompt, int output, int reasoning, int cached) {
        /** Parts are cut to their wholes: providers round them apart. */
        public Tokens {
            prompt = Math.max(0, prompt);
            output = Math.max(0, output);
            reasoning = Math.clamp(reasoning, 0, output);
            cached = Math.clamp(cached, 0, prompt);
        }
    }
}
