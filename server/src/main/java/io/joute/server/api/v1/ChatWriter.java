package io.joute.server.api.v1;

import io.joute.base.chat.ChatEvent;
import io.joute.base.chat.FinishReason;
import io.joute.base.chat.TokenOdds;
import io.joute.base.chat.ToolCall;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Answers a chat request, whole or piece by piece. For one request and one thread. */
final class ChatWriter {
    private final ChatCall call;
    private final Exchange exchange;

    ChatWriter(ChatCall call, Exchange exchange) {
        this.call = call;
        this.exchange = exchange;
    }

    void write() {
        exchange.run(this::whole, this::stream);
    }

    private void whole() {
        ObjectNode body = exchange.identity().body("");
        ArrayNode choices = body.putArray("choices");
        for (int i = 0; i < call.answers().count(); i++) {
            StringBuilder text = new StringBuilder();
            List<TokenOdds> tokens = new ArrayList<>();
            ChatEvent.Done done = hear(i, piece -> {
                text.append(piece.text());
                tokens.addAll(piece.tokens());
            });
            write(choices.addObject().put("index", i), text.toString(), tokens, done);
        }
        exchange.whole(body);
    }

    private void write(ObjectNode choice, String text, List<TokenOdds> tokens, ChatEvent.Done done) {
        ObjectNode message = choice.putObject("message");
        message.put("role", "assistant");
        message.put("content", done.toolCalls().isEmpty() || !text.isEmpty() ? text : null);
        message.putNull("refusal");
        if (!done.toolCalls().isEmpty()) {
            ArrayNode calls = message.putArray("tool_calls");
            done.toolCalls().forEach(each -> write(calls.addObject(), each));
        }
        writeLogprobs(choice, tokens);
        choice.put("finish_reason", finishReason(done));
    }

    private void writeLogprobs(ObjectNode choice, List<TokenOdds> tokens) {
        if (call.likeliest().isPresent()) {
            ChatLogprobs.write(choice, tokens);
        } else {
            choice.putNull("logprobs");
        }
    }

    private static ObjectNode write(ObjectNode node, ToolCall call) {
        node.put("id", call.id());
        node.put("type", "function");
        node.putObject("function").put("name", call.name()).put("arguments", call.arguments());
        return node;
    }

    private static String finishReason(ChatEvent.Done done) {
        if (!done.toolCalls().isEmpty()) {
            return "tool_calls";
        }
        return done.finishReason() == FinishReason.LENGTH ? "length" : "stop";
    }

    private void stream() {
        for (int i = 0; i < call.answers().count(); i++) {
            int index = i;
            boolean[] begun = {false};
            ChatEvent.Done done = hear(index, piece -> {
                begin(index, begun);
                ObjectNode chunk = exchange.event(".chunk");
                ObjectNode choice = choice(chunk, index);
                choice.putObject("delta").put("content", piece.text());
                writeLogprobs(choice, piece.tokens());
                choice.putNull("finish_reason");
                exchange.sheet().event(chunk);
            });
            begin(index, begun);
            end(index, done);
        }
        exchange.end(".chunk");
    }

    private void begin(int index, boolean[] begun) {
        if (!begun[0]) {
            begun[0] = true;
            ObjectNode chunk = exchange.event(".chunk");
            ObjectNode choice = choice(chunk, index);
            choice.putObject("delta")
                    .put("role", "assistant")
                    .put("content", "")
                    .putNull("refusal");
            choice.putNull("logprobs").putNull("finish_reason");
            exchange.sheet().event(chunk);
        }
    }

    private void end(int index, ChatEvent.Done done) {
        for (int i = 0; i < done.toolCalls().size(); i++) {
            ObjectNode chunk = exchange.event(".chunk");
            ObjectNode choice = choice(chunk, index);
            ArrayNode calls = choice.putObject("delta").putArray("tool_calls");
            write(calls.addObject().put("index", i), done.toolCalls().get(i));
            choice.putNull("logprobs").putNull("finish_reason");
            exchange.sheet().event(chunk);
        }
        ObjectNode chunk = exchange.event(".chunk");
        ObjectNode choice = choice(chunk, index);
        choice.putObject("delta");
        choice.putNull("logprobs").put("finish_reason", finishReason(done));
        exchange.sheet().event(chunk);
    }

    private static ObjectNode choice(ObjectNode chunk, int index) {
        return chunk.putArray("choices").addObject().put("index", index);
    }

    private ChatEvent.Done hear(int index, Consumer<Heard.Piece> pieces) {
        var heard = new Heard(pieces);
        if (call.likeliest().isPresent()) {
            call.served().model().stream(call.tokens(index), heard::event, heard::token);
        } else {
            call.served().model().stream(call.chat(index), heard::event);
        }
        exchange.spent().add(heard.end().usage(), index == 0);
        return heard.end();
    }
}
