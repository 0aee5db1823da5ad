package io.joute.server.api.v1;

import io.joute.base.chat.GenerationSettings;
import io.joute.base.chat.TokenRequest;
import io.joute.base.chat.TokenRequest.Start;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What {@code POST /v1/completions} asks.
 *
 * @param served by whom
 * @param starts the prompts
 * @param settings how to draw what follows
 * @param answers how many to each prompt, and how
 * @param likeliest how many likely tokens to tell at each place; empty tells no token
 * @param echo whether the prompts are told too
 * @param write whether anything is to follow: with 0 tokens to write, prompts are only read
 */
record CompletionCall(
        ServedModels.Served served,
        List<Start> starts,
        GenerationSettings settings,
        Answers answers,
        Optional<Integer> likeliest,
        boolean echo,
        boolean write) {
    private static final int MOST_PROMPTS = 256;
    private static final int USUAL_TOKENS = 16;

    CompletionCall {
        starts = List.copyOf(starts);
    }

    /**
     * Read a body.
     *
     * @throws Problem when it is not one that can be served
     */
    static CompletionCall of(Fields fields, ServedModels models) {
        ServedModels.Served served = models.named(fields.requiredText("model"));
        fields.ignore("user");
        fields.neutral("suffix");
        Answers answers = Answers.of(fields);
        fields.whole("best_of", 1, Integer.MAX_VALUE)
                .filter(best -> best != answers.count())
                .ifPresent(best -> {
                    throw Problem.unsupported("best_of", "'best_of' is not supported by this server.");
                });
        boolean echo = fields.flag("echo").orElse(false);
        int maxTokens = fields.whole("max_tokens", 0, Integer.MAX_VALUE)
                .orElse((long) USUAL_TOKENS)
                .intValue();
        if (maxTokens == 0 && !echo) {
            throw fields.wrong("max_tokens", "1 or more, or 0 with 'echo': true");
        }
        var call = new CompletionCall(
                served,
                starts(fields),
                Drawing.settings(fields, Math.max(1, maxTokens)),
                answers,
                fields.whole("logprobs", 0, TokenRequest.MOST_LIKELIEST).map(Long::intValue),
                echo,
                maxTokens > 0);
        fields.refuseOthers();
        return call;
    }

    /** One text, one array of ids, or an array of either. */
    private static List<Start> starts(Fields fields) {
        JsonNode prompt = fields.node("prompt").orElseThrow(() -> fields.missing("prompt"));
        if (prompt.isString()) {
            return List.of(new Start.Text(prompt.stringValue()));
        }
        if (!prompt.isArray() || prompt.isEmpty()) {
            throw wrong(fields);
        }
        if (prompt.get(0).isNumber()) {
            return List.of(tokens(prompt, fields));
        }
        List<Start> starts = new ArrayList<>();
        for (JsonNode element : prompt) {
            starts.add(element.isString() ? new Start.Text(element.stringValue()) : tokens(element, fields));
        }
        if (starts.size() > MOST_PROMPTS) {
            throw fields.wrong("prompt", "at most " + MOST_PROMPTS + " prompts");
        }
        return starts;
    }

    private static Start tokens(JsonNode array, Fields fields) {
        List<Integer> ids = new ArrayList<>();
        for (JsonNode id : array) {
            if (!id.isIntegralNumber() || !id.canConvertToInt()) {
                throw wrong(fields);
            }
            ids.add(id.intValue());
        }
        if (!array.isArray() || ids.isEmpty()) {
            throw wrong(fields);
        }
        return new Start.Tokens(ids);
    }

    private static Problem wrong(Fields fields) {
        return fields.wrong("prompt", "a string, an array of token ids, or an array of either");
    }

    /** What to go on from at {@code start}, with the settings of answer {@code index} to it. */
    TokenRequest tokens(Start start, int index) {
        return new TokenRequest(start, Answers.settings(settings, index), likeliest.orElse(0), echo);
    }
}
