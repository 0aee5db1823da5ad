package io.joute.engine;

import io.joute.base.chat.ChatEvent;
import io.joute.base.chat.FinishReason;
import io.joute.base.chat.GenerationSettings;
import io.joute.base.chat.TokenOdds;
import io.joute.base.chat.TokenRequest;
import io.joute.base.chat.TokenRequest.Start;
import io.joute.base.chat.ToolCall;
import io.joute.base.chat.Usage;
import io.joute.engine.sampling.NonFiniteLogitsException;
import io.joute.engine.template.ToolCallReader;
import io.joute.engine.template.ToolSyntax;
import io.joute.engine.tokenizer.TokenDecoder;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** One answer that tells its tokens as it is made. For one thread, once. */
final class TokenAnswer {
    private final Engine engine;
    private final StartReader starts;
    private final TokenRequest request;
    private final GenerationSettings settings;
    private final LongSupplier nanoClock;
    private final Consumer<? super ChatEvent> events;
    private final Consumer<? super TokenOdds> tokens;
    private final TokenDecoder decoder;
    private final StopTexts stop;
    private final ToolCallReader toolCalls;
    private final long startNanos;
    private long firstTokenNanos;
    private int promptTokens;
    private int outputTokens;
    private List<ToolCall> calls = List.of();

    TokenAnswer(
            StartReader starts,
            TokenRequest request,
            LongSupplier nanoClock,
            Consumer<? super ChatEvent> events,
            Consumer<? super TokenOdds> tokens) {
        this.engine = starts.engine();
        this.starts = starts;
        this.request = request;
        this.settings = request.settings();
        this.nanoClock = nanoClock;
        this.events = events;
        this.tokens = tokens;
        this.decoder = new TokenDecoder(engine.tokenizer());
        this.stop = new StopTexts(settings.stop());
        this.toolCalls = new ToolCallReader(
                request.start() instanceof Start.Conversation talk
                                && !talk.tools().isEmpty()
                        ? starts.template().toolSyntax()
                        : ToolSyntax.NONE,
                engine.tokenizer());
        this.startNanos = nanoClock.getAsLong();
    }

    /** Make it, to its end; what the listeners throw passes through. */
    void run() {
        events.accept(last());
    }

    private ChatEvent last() {
        try {
            StartReader.Ids prompt = starts.ids(request.start());
            promptTokens = prompt.ids().length;
            starts.requireRoom(promptTokens + 1);
            FinishReason reason = generate(prompt);
            return new ChatEvent.Done(reason, usage(), calls);
        } catch (ModelFailure e) {
            return e.cancelled()
                    ? new ChatEvent.Done(FinishReason.CANCELLED, usage())
                    : new ChatEvent.Failed(e.failure());
        }
    }

    private FinishReason generate(StartReader.Ids prompt) {
        Session session = Guard.guarded(engine::newSession);
        FinishReason reason = generate(session, prompt);
        session.keep();
        return reason;
    }

    private FinishReason generate(Session session, StartReader.Ids prompt) {
        Picker picker = starts.forms().picker(settings, request.form());
        int id = pick(picker, session, read(session, prompt));
        firstTokenNanos = nanoClock.getAsLong();
        while (!starts.template().endOfTurn().contains(id)) {
            outputTokens++;
            emit(stop.accept(toolCalls.accept(id, decoder.accept(id))));
            if (stop.met()) {
                return FinishReason.STOP;
            }
            if (outputTokens == settings.maxOutputTokens() || session.room() == 0) {
                end("");
                return FinishReason.LENGTH;
            }
            int last = id;
            id = pick(picker, session, Guard.guarded(() -> session.decode(last)));
        }
        end(decoder.finish());
        return FinishReason.STOP;
    }

    private float[] read(Session session, StartReader.Ids prompt) {
        return request.startToo()
                ? starts.read(session, prompt, request.likeliest(), tokens)
                : Guard.guarded(() -> prefill(session, prompt.ids()));
    }

    private static float[] prefill(Session session, int[] ids) {
        int known = session.recall(ids);
        return session.prefill(Arrays.copyOfRange(ids, known, ids.length));
    }

    private int pick(Picker picker, Session session, float[] logits) {
        int id = picked(picker, session, logits);
        tokens.accept(new Odds(engine.tokenizer(), logits).of(id, request.likeliest()));
        return id;
    }

    private int picked(Picker picker, Session session, float[] logits) {
        try {
            return picker.pick(logits, 0, logits.length);
        } catch (NonFiniteLogitsException e) {
            throw Guard.failure(e, engine, session);
        }
    }

    private void end(String last) {
        ToolCallReader.Rest rest = toolCalls.finish(last);
        calls = rest.calls();
        emit(stop.accept(rest.text()) + stop.finish());
    }

    private void emit(String text) {
        if (!text.isEmpty()) {
            events.accept(new ChatEvent.Delta(text));
        }
    }

    private Usage usage() {
        long end = nanoClock.getAsLong();
        long first = firstTokenNanos == 0 ? end : firstTokenNanos;
        return new Usage(promptTokens, outputTokens, first - startNanos, end - first);
    }
}
