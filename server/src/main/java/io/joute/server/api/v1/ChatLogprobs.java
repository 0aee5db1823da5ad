package io.joute.server.api.v1;

import io.joute.base.chat.TokenOdds;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Tokens of a chat's answer and how likely they were, as {@code logprobs}. */
final class ChatLogprobs {
    private ChatLogprobs() {}

    static void write(ObjectNode choice, List<TokenOdds> tokens) {
        ObjectNode logprobs = choice.putObject("logprobs");
        ArrayNode content = logprobs.putArray("content");
        for (TokenOdds odds : tokens) {
            if (odds.token().utf8().isEmpty()) {
                // A token that ends the answer: nobody reads it.
                continue;
            }
            ObjectNode entry = content.addObject();
            write(entry, odds.token(), odds.logProbability().orElse(0));
            ArrayNode top = entry.putArray("top_logprobs");
            odds.likeliest().forEach(other -> write(top.addObject(), other.token(), other.logProbability()));
        }
        logprobs.putNull("refusal");
    }

    private static void write(ObjectNode entry, TokenOdds.Token token, double logProbability) {
        entry.put("token", token.text());
        entry.put("logprob", logProbability);
        ArrayNode bytes = entry.putArray("bytes");
        token.utf8().forEach(bytes::add);
    }
}
