package io.joute.server.api.v1;

import io.joute.base.chat.ChatEvent;
import io.joute.base.chat.FinishReason;
import io.joute.base.chat.TokenOdds;
import io.joute.base.chat.TokenRequest.Start;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Goes on from prompts, whole or piece by piece. For one request and one thread. */
final class CompletionWriter {
    private final CompletionCall call;
    private final Exchange exchange;

    CompletionWriter(CompletionCall call, Exchange exchange) {
        this.call = call;
        this.exchange = exchange;
    }

    void write() {
        exchange.run(this::whole, this::stream);
    }

    private void whole() {
        ObjectNode body = exchange.identity().body("");
        ArrayNode choices = body.putArray("choices");
        each((index, start, answer) -> {
            StringBuilder text = new StringBuilder();
            List<TokenOdds> tokens = new ArrayList<>();
            String reason = hear(start, answer, piece -> {
                text.append(piece.text());
                tokens.addAll(piece.tokens());
            });
            ObjectNode choice = choices.addObject().put("index", index);
            choice.put("text", echo(start, tokens) + text);
            writeLogprobs(choice, new TextLogprobs(call.likeliest().orElse(0)), tokens);
            choice.put("finish_reason", reason);
        });
        exchange.whole(body);
    }

    private void stream() {
        each((index, start, answer) -> {
            var logprobs = new TextLogprobs(call.likeliest().orElse(0));
            boolean[] begun = {false};
            String reason = hear(start, answer, piece -> {
                String before = begun[0] ? "" : echo(start, piece.tokens());
                begun[0] = true;
                ObjectNode chunk = exchange.event("");
                ObjectNode choice = choice(chunk, index, before + piece.text());
                writeLogprobs(choice, logprobs, piece.tokens());
                choice.putNull("finish_reason");
                exchange.sheet().event(chunk);
            });
            ObjectNode chunk = exchange.event("");
            choice(chunk, index, "").putNull("logprobs").put("finish_reason", reason);
            exchange.sheet().event(chunk);
        });
        exchange.end("");
    }

    /** Something to be done for one of the answers. */
    private interface Each {
        void make(int index, Start start, int answer);
    }

    private void each(Each each) {
        int index = 0;
        for (Start start : call.starts()) {
            for (int answer = 0; answer < call.answers().count(); answer++) {
                each.make(index, start, answer);
                index++;
            }
        }
    }

    private void writeLogprobs(ObjectNode choice, TextLogprobs logprobs, List<TokenOdds> tokens) {
        if (call.likeliest().isPresent()) {
            logprobs.write(choice, tokens);
        } else {
            choice.putNull("logprobs");
        }
    }

    private static ObjectNode choice(ObjectNode chunk, int index, String text) {
        return chunk.putArray("choices").addObject().put("index", index).put("text", text);
    }

    /** The prompt, where it is asked for; {@code tokens} begins with those of a prompt of ids. */
    private String echo(Start start, List<TokenOdds> tokens) {
        if (!call.echo()) {
            return "";
        }
        return switch (start) {
            case Start.Text text -> text.text();
            case Start.Tokens ids -> spelled(tokens.subList(0, ids.ids().size()));
            case Start.Conversation _ -> "";
        };
    }

    private static String spelled(List<TokenOdds> tokens) {
        var bytes = new ByteArrayOutputStream();
        tokens.forEach(odds -> odds.token().utf8().forEach(bytes::write));
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private String hear(Start start, int answer, Consumer<Heard.Piece> pieces) {
        if (!call.write()) {
            List<TokenOdds> read =
                    call.served().model().read(start, call.likeliest().orElse(0));
            pieces.accept(new Heard.Piece("", read));
            exchange.spent().addPrompt(answer == 0 ? read.size() : 0);
            return "length";
        }
        var heard = new Heard(pieces);
        call.served().model().stream(call.tokens(start, answer), heard::event, heard::token);
        ChatEvent.Done done = heard.end();
        exchange.spent().add(done.usage(), answer == 0);
        return done.finishReason() == FinishReason.LENGTH ? "length" : "stop";
    }
}
