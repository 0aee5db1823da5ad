package io.joute.engine;

import io.joute.base.chat.ChatEvent;
import io.joute.base.chat.ChatException;
import io.joute.base.chat.ChatRequest;
import io.joute.base.chat.FinishReason;
import io.joute.base.chat.GenerationSettings;
import io.joute.base.chat.ToolCall;
import io.joute.base.chat.Usage;
import io.joute.engine.sampling.Sampler;
import io.joute.engine.template.ChatTemplate;
import io.joute.engine.template.RefusedPromptException;
import io.joute.engine.template.ToolCallReader;
import io.joute.engine.template.ToolSyntax;
import io.joute.engine.tokenizer.TokenDecoder;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** One answer being made: prompt in, tokens out. For one thread, once. */
final class Answer {
    private final Engine engine;
    private final ChatTemplate template;
    private final ChatRequest request;
    private final GenerationSettings settings;
    private final LongSupplier nanoClock;
    private final Sampler sampler;
    private final TokenDecoder decoder;
    private final StopTexts stop;
    private final ToolCallReader toolCalls;
    private final long startNanos;
    private long firstTokenNanos;
    private int promptTokens;
    private int outputTokens;
    private List<ToolCall> calls = List.of();

    Answer(Engine engine, ChatTemplate template, ChatRequest request, LongSupplier nanoClock) {
        this.engine = engine;
        this.template = template;
        this.request = request;
        this.settings = request.settings();
        this.nanoClock = nanoClock;
        this.sampler =
                Sampler.of(settings.temperature(), settings.topK(), settings.topP(), settings.minP(), settings.seed());
        this.decoder = new TokenDecoder(engine.tokenizer());
        this.stop = new StopTexts(settings.stop());
        this.toolCalls = new ToolCallReader(
                request.tools().isEmpty() ? ToolSyntax.NONE : template.toolSyntax(), engine.tokenizer());
        this.startNanos = nanoClock.getAsLong();
    }

    /** Give the text to {@code deltas} as it comes, then say how it ended. What {@code deltas} throws passes through. */
    ChatEvent run(Consumer<String> deltas) {
        try {
            int[] prompt = prompt();
            promptTokens = prompt.length;
            requireRoom(prompt.length);
            var reader = GuardedSession.take(engine, prompt);
            FinishReason reason = generate(reader, prompt, deltas);
            reader.giveBack();
            return new ChatEvent.Done(reason, usage(), calls);
        } catch (ModelFailure e) {
            return e.cancelled()
                    ? new ChatEvent.Done(FinishReason.CANCELLED, usage())
                    : new ChatEvent.Failed(e.failure());
        }
    }

    private int[] prompt() {
        try {
            return template.encode(request.messages(), request.tools());
        } catch (RefusedPromptException e) {
            throw new ModelFailure(
                    new ChatException(String.valueOf(e.getMessage()), new ChatException.Cause.Refused(), e));
        }
    }

    private void requireRoom(int needed) {
        if (needed >= engine.contextLength()) {
            throw new ModelFailure(new ChatException(
                    "the prompt has " + needed + " tokens, the context " + engine.contextLength()
                            + ", and an answer needs one more: shorten the conversation",
                    new ChatException.Cause.ContextFull(needed + 1L, engine.contextLength())));
        }
    }

    private FinishReason generate(GuardedSession session, int[] prompt, Consumer<String> deltas) {
        float[] logits = session.resume(prompt);
        int id = session.pick(sampler, logits);
        firstTokenNanos = nanoClock.getAsLong();
        while (!template.endOfTurn().contains(id)) {
            outputTokens++;
            emit(stop.accept(toolCalls.accept(id, decoder.accept(id))), deltas);
            if (stop.met()) {
                return FinishReason.STOP;
            }
            if (outputTokens == settings.maxOutputTokens() || session.room() == 0) {
                end("", deltas);
                return FinishReason.LENGTH;
            }
            id = session.pick(sampler, session.decode(id));
        }
        end(decoder.finish(), deltas);
        return FinishReason.STOP;
    }

    private void end(String last, Consumer<String> deltas) {
        ToolCallReader.Rest rest = toolCalls.finish(last);
        calls = rest.calls();
        emit(stop.accept(rest.text()) + stop.finish(), deltas);
    }

    private static void emit(String text, Consumer<String> deltas) {
        if (!text.isEmpty()) {
            deltas.accept(text);
        }
    }

    private Usage usage() {
        long end = nanoClock.getAsLong();
        long first = firstTokenNanos == 0 ? end : firstTokenNanos;
        return new Usage(promptTokens, outputTokens, first - startNanos, end - first);
    }
}
