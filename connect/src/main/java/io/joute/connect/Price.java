package io.joute.connect;

import io.joute.base.chat.ChatRequest;
import io.joute.base.chat.GenerationSettings;
import io.joute.base.chat.Message;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/**
 * What tokens cost, per million of them.
 *
 * @param input of the prompt; cached ones are counted in full
 * @param output of the answer, reasoning included
 * @param currency such as {@code USD}; only shown
 */
public record Price(BigDecimal input, BigDecimal output, String currency) {
    /** Nothing. */
    public static final Price FREE = new Price(BigDecimal.ZERO, BigDecimal.ZERO, "");

    private static final int MILLION = 6;

    /** Tokens set aside for a question of some hundred words. */
    private static final int ORDINARY_QUESTION = 1000;

    /** Tokens of a message that are not its text: who speaks, where it begins and ends. */
    private static final int TOKENS_AROUND_MESSAGE = 32;

    public Price {
        if (input.signum() < 0 || output.signum() < 0) {
            throw new IllegalArgumentException(
                    "price is " + input + " and " + output + " a million tokens, expected 0 or more");
        }
    }

    /** Whether it costs something. */
    public boolean costs() {
        return input.signum() > 0 || output.signum() > 0;
    }

    /** What so many tokens cost. */
    public BigDecimal of(long promptTokens, long outputTokens) {
        BigDecimal read = input.multiply(BigDecimal.valueOf(promptTokens));
        BigDecimal written = output.multiply(BigDecimal.valueOf(outputTokens));
        return read.add(written).movePointLeft(MILLION);
    }

    /** What the answer to a request costs at most: no tokenizer makes more tokens of a text than it has bytes. */
    public BigDecimal most(ChatRequest request) {
        return of(mostPromptTokens(request), request.settings().maxOutputTokens());
    }

    /**
     * What an answer of the default length to a question of ordinary length costs at most.
     *
     * @param contextLength of the model: an answer is given no more than half of it
     */
    public BigDecimal mostOfAnswer(int contextLength) {
        return of(ORDINARY_QUESTION, Math.clamp(contextLength / 2, 1, GenerationSettings.DEFAULT.maxOutputTokens()));
    }

    private static long mostPromptTokens(ChatRequest request) {
        long bytes = 0;
        for (Message message : request.messages()) {
            bytes += message.text().getBytes(StandardCharsets.UTF_8).length + TOKENS_AROUND_MESSAGE;
        }
        return bytes;
    }
}
