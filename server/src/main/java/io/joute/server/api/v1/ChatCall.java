package io.joute.server.api.v1;

import io.joute.base.chat.ChatRequest;
import io.joute.base.chat.GenerationSettings;
import io.joute.base.chat.JsonForm;
import io.joute.base.chat.TokenRequest;
import io.joute.base.chat.Tool;
import java.util.List;
import java.util.Optional;

/**
 * What {@code POST /v1/chat/completions} asks.
 *
 * @param served by whom
 * @param chat the conversation
 * @param answers how many, and how
 * @param likeliest how many likely tokens to tell at each place; empty tells no token
 */
record ChatCall(ServedModels.Served served, ChatRequest chat, Answers answers, Optional<Integer> likeliest) {
    private static final int MOST_LIKELIEST = 20;

    /**
     * Read a body.
     *
     * @throws Problem when it is not one that can be served
     */
    static ChatCall of(Fields fields, ServedModels models) {
        ServedModels.Served served = models.named(fields.requiredText("model"));
        fields.ignore(
                "user", "metadata", "service_tier", "safety_identifier", "prompt_cache_key", "parallel_tool_calls");
        fields.neutral("store", "audio", "prediction", "web_search_options", "functions", "function_call");
        requireText(fields);
        Optional<JsonForm> form = FormFields.form(fields, served.model());
        Answers answers = Answers.of(fields);
        Optional<Integer> likeliest = likeliest(fields);
        List<Tool> tools = ToolFields.tools(fields);
        GenerationSettings settings = Drawing.settings(fields, maxTokens(fields, served));
        var messages = MessageFields.messages(fields);
        fields.refuseOthers();
        if (form.isPresent()) {
            FormFields.requireAlone(settings, tools);
        }
        try {
            return new ChatCall(served, new ChatRequest(messages, settings, tools, form), answers, likeliest);
        } catch (IllegalArgumentException e) {
            throw Problem.field("messages", String.valueOf(e.getMessage()));
        }
    }

    private static void requireText(Fields fields) {
        for (Fields.Element element : fields.elements("modalities")) {
            if (!element.node().isString() || !element.node().stringValue().equals("text")) {
                throw Problem.unsupported("modalities", "Only text is written here.");
            }
        }
    }

    private static Optional<Integer> likeliest(Fields fields) {
        boolean wanted = fields.flag("logprobs").orElse(false);
        Optional<Integer> top = fields.whole("top_logprobs", 0, MOST_LIKELIEST).map(Long::intValue);
        if (top.isPresent() && !wanted) {
            throw Problem.field("top_logprobs", "'top_logprobs' goes with 'logprobs': true only.");
        }
        return wanted ? Optional.of(top.orElse(0)) : Optional.empty();
    }

    private static int maxTokens(Fields fields, ServedModels.Served served) {
        Optional<Long> old = fields.whole("max_tokens", 1, Integer.MAX_VALUE);
        Optional<Long> now = fields.whole("max_completion_tokens", 1, Integer.MAX_VALUE);
        return now.or(() -> old)
                .map(Long::intValue)
                .orElseGet(() -> Math.max(1, served.model().contextLength()));
    }

    /** The conversation with the settings of answer {@code index}. */
    ChatRequest chat(int index) {
        return new ChatRequest(chat.messages(), Answers.settings(chat.settings(), index), chat.tools(), chat.form());
    }

    /** The same, telling tokens. */
    TokenRequest tokens(int index) {
        return new TokenRequest(
                new TokenRequest.Start.Conversation(chat.messages(), chat.tools()),
                Answers.settings(chat.settings(), index),
                likeliest.orElse(0),
                false,
                chat.form());
    }
}
