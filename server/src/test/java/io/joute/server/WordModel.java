package io.joute.server;

import io.joute.base.chat.ChatEvent;
import io.joute.base.chat.ChatException;
import io.joute.base.chat.ChatRequest;
import io.joute.base.chat.FinishReason;
import io.joute.base.chat.JsonForm;
import io.joute.base.chat.Message;
import io.joute.base.chat.ScoredToken;
import io.joute.base.chat.TokenModel;
import io.joute.base.chat.TokenOdds;
import io.joute.base.chat.TokenRequest;
import io.joute.base.chat.ToolCall;
import io.joute.base.chat.Usage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/**
 * A model whose tokens are the words of a few. It answers with its seed and what it was told last; "fail" makes it fail,
 * "break" makes it fail after a word, a tool makes it call that tool.
 */
record WordModel(String id) implements TokenModel {
    private static final List<String> WORDS = List.of("é", " one", " two", " three", " four");
    private static final String END = "<end>";

    @Override
    public int contextLength() {
        return 64;
    }

    /** It can be held to one schema, and tells that it is. */
    @Override
    public Optional<String> objection(JsonForm form) {
        return form.equals(JsonForm.ANY_OBJECT) || form.schema().contains("\"boolean\"")
                ? Optional.empty()
                : Optional.of("JSON Schema at #/properties/a: keyword 'pattern' is not supported");
    }

    @Override
    public void stream(ChatRequest request, Consumer<? super ChatEvent> events) {
        if (!request.tools().isEmpty()) {
            var call = new ToolCall("call1", request.tools().getFirst().name(), "{\"x\":1}");
            events.accept(new ChatEvent.Done(FinishReason.STOP, new Usage(5, 2, 1, 1), List.of(call)));
            return;
        }
        answer(
                request.form().map(JsonForm::schema).orElse(last(request.messages())),
                request.settings().seed(),
                request.settings().maxOutputTokens(),
                events,
                odds -> {});
    }

    @Override
    public void stream(TokenRequest request, Consumer<? super ChatEvent> events, Consumer<? super TokenOdds> tokens) {
        if (request.startToo()) {
            read(request.start(), request.likeliest()).forEach(tokens);
        }
        String said = request.form()
                .map(JsonForm::schema)
                .orElse(
                        switch (request.start()) {
                            case TokenRequest.Start.Conversation talk -> last(talk.messages());
                            case TokenRequest.Start.Text text -> text.text();
                            case TokenRequest.Start.Tokens ids -> "ids";
                        });
        answer(said, request.settings().seed(), request.settings().maxOutputTokens(), events, tokens);
    }

    private static String last(List<Message> messages) {
        return messages.getLast().text();
    }

    private void answer(
            String said, long seed, int limit, Consumer<? super ChatEvent> events, Consumer<? super TokenOdds> tokens) {
        if (said.contains("fail")) {
            events.accept(failed(new ChatException.Cause.ContextFull(70, 64)));
            return;
        }
        String[] words = (seed + ": " + said).split("(?= )", -1);
        for (int i = 0; i < Math.min(limit, words.length); i++) {
            if (i == 1 && said.contains("break")) {
                events.accept(failed(new ChatException.Cause.Broken()));
                return;
            }
            tokens.accept(odds(token(100 + i, words[i]), -0.5));
            events.accept(new ChatEvent.Delta(words[i]));
        }
        boolean whole = words.length <= limit;
        if (whole) {
            tokens.accept(odds(new TokenOdds.Token(9, END, List.of()), -0.25));
        }
        events.accept(new ChatEvent.Done(
                whole ? FinishReason.STOP : FinishReason.LENGTH, new Usage(5, Math.min(limit, words.length), 1, 1)));
    }

    private static ChatEvent failed(ChatException.Cause cause) {
        return new ChatEvent.Failed(new ChatException("70 tokens, the context has 64", cause));
    }

    @Override
    public List<TokenOdds> read(TokenRequest.Start start, int likeliest) {
        List<TokenOdds> all = new ArrayList<>();
        List<TokenOdds.Token> tokens = switch (start) {
            case TokenRequest.Start.Text text -> {
                List<TokenOdds.Token> words = new ArrayList<>();
                for (String word : text.text().split("(?= )", -1)) {
                    words.add(token(Math.max(0, WORDS.indexOf(word)), word));
                }
                yield words;
            }
            case TokenRequest.Start.Tokens ids ->
                ids.ids().stream().map(id -> token(id, WORDS.get(id))).toList();
            case TokenRequest.Start.Conversation _ -> List.of();
        };
        for (TokenOdds.Token token : tokens) {
            all.add(
                    all.isEmpty()
                            ? new TokenOdds(token, OptionalDouble.empty(), List.of())
                            : odds(token, -1.0 / (1 + token.id())));
        }
        return all;
    }

    private static TokenOdds odds(TokenOdds.Token token, double logProbability) {
        return new TokenOdds(
                token,
                OptionalDouble.of(logProbability),
                List.of(
                        new TokenOdds.Candidate(token(1, " one"), -0.5),
                        new TokenOdds.Candidate(token(2, " two"), -2)));
    }

    private static TokenOdds.Token token(int id, String text) {
        List<Integer> bytes = new ArrayList<>();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            bytes.add(b & 0xFF);
        }
        return new TokenOdds.Token(id, text, bytes);
    }

    @Override
    public List<ScoredToken> score(ChatRequest request, String answer) {
        return List.of();
    }
}
