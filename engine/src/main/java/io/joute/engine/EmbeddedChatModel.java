package io.joute.engine;

import io.joute.base.chat.ChatEvent;
import io.joute.base.chat.ChatRequest;
import io.joute.base.chat.JsonForm;
import io.joute.base.chat.ScoredToken;
import io.joute.base.chat.TokenModel;
import io.joute.base.chat.TokenOdds;
import io.joute.base.chat.TokenRequest;
import io.joute.engine.grammar.Grammar;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** An engine as a partner in a conversation. */
final class EmbeddedChatModel implements TokenModel {
    private final String id;
    private final Engine engine;
    private final StartReader starts;
    private final LongSupplier nanoClock;

    EmbeddedChatModel(String id, StartReader starts, LongSupplier nanoClock) {
        this.id = id;
        this.starts = starts;
        this.engine = starts.engine();
        this.nanoClock = nanoClock;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public int contextLength() {
        return engine.contextLength();
    }

    @Override
    public Optional<String> objection(JsonForm form) {
        return Grammar.objection(form);
    }

    @Override
    public void stream(ChatRequest request, Consumer<? super ChatEvent> events) {
        var answer = new Answer(starts, request, nanoClock);
        events.accept(answer.run(delta -> events.accept(new ChatEvent.Delta(delta))));
    }

    @Override
    public void stream(TokenRequest request, Consumer<? super ChatEvent> events, Consumer<? super TokenOdds> tokens) {
        new TokenAnswer(starts, request, nanoClock, events, tokens).run();
    }

    @Override
    public List<TokenOdds> read(TokenRequest.Start start, int likeliest) {
        try {
            return starts.read(start, likeliest);
        } catch (ModelFailure e) {
            throw e.failure();
        }
    }

    @Override
    public List<ScoredToken> score(ChatRequest request, String answer) {
        try {
            return Guard.guarded(() -> new AnswerScores(engine)
                    .of(
                            starts.conversation(request.messages(), List.of()),
                            engine.tokenizer().encode(answer)));
        } catch (ModelFailure e) {
            throw e.failure();
        }
    }
}
