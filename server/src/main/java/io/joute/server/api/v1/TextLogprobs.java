package io.joute.server.api.v1;

import io.joute.base.chat.TokenOdds;
import java.util.List;
import java.util.OptionalDouble;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Tokens of a completion and how likely they were, as {@code logprobs}. For one answer. */
final class TextLogprobs {
    private final boolean candidatesToo;
    private long offset;

    /** With {@code likeliest} candidates at each place, or none. */
    TextLogprobs(int likeliest) {
        this.candidatesToo = likeliest > 0;
    }

    void write(ObjectNode choice, List<TokenOdds> tokens) {
        ObjectNode logprobs = choice.putObject("logprobs");
        ArrayNode texts = logprobs.putArray("tokens");
        ArrayNode numbers = logprobs.putArray("token_logprobs");
        ArrayNode offsets = logprobs.putArray("text_offset");
        for (TokenOdds odds : tokens) {
            texts.add(odds.token().text());
            add(numbers, odds.logProbability());
            offsets.add(offset);
            offset += characters(odds.token());
        }
        if (candidatesToo) {
            ArrayNode candidates = logprobs.putArray("top_logprobs");
            tokens.forEach(odds -> add(candidates, odds));
        } else {
            logprobs.putNull("top_logprobs");
        }
    }

    private static void add(ArrayNode numbers, OptionalDouble logProbability) {
        if (logProbability.isPresent()) {
            numbers.add(logProbability.getAsDouble());
        } else {
            numbers.addNull();
        }
    }

    /** By their texts: of tokens that look alike the likeliest counts. The token that stands there is always among them. */
    private static void add(ArrayNode candidates, TokenOdds odds) {
        if (odds.logProbability().isEmpty()) {
            candidates.addNull();
            return;
        }
        ObjectNode byText = candidates.addObject();
        for (TokenOdds.Candidate other : odds.likeliest()) {
            putFirst(byText, other.token().text(), other.logProbability());
        }
        putFirst(byText, odds.token().text(), odds.logProbability().getAsDouble());
    }

    private static void putFirst(ObjectNode node, String text, double logProbability) {
        if (!node.has(text)) {
            node.put(text, logProbability);
        }
    }

    /** Characters that begin in a token. */
    private static long characters(TokenOdds.Token token) {
        return token.utf8().stream().filter(b -> (b & 0xC0) != 0x80).count();
    }
}
