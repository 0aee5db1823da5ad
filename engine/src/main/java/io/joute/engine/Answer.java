package io.joute.engine;

import io.joute.base.chat.ChatEvent;
import io.joute.base.chat.ChatException;
import io.joute.base.chat.FinishReason;
import io.joute.base.chat.GenerationSettings;
import io.joute.base.chat.Message;
import io.joute.base.chat.Usage;
import io.joute.engine.sampling.Sampler;
import io.joute.engine.template.ChatTemplate;
import io.joute.engine.tokenizer.TokenDecoder;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** One answer being made: prompt in, tokens out. For one thread, once. */
final class Answer {
    private final Engine engine;
    private final ChatTemplate template;
    private final GenerationSettings settings;
    private final LongSupplier nanoClock;
    private final Sampler sampler;
    private final TokenDecoder decoder;
    private final StopTexts stop;
    private final long startNanos;
    private long firstTokenNanos;
    private int promptTokens;
    private int outputTokens;

    Answer(Engine engine, ChatTemplate template, GenerationSettings settings, LongSupplier nanoClock) {
        this.engine = engine;
        this.template = template;
        this.settings = settings;
        this.nanoClock = nanoClock;
        this.sampler =
                Sampler.of(settings.temperature(), settings.topK(), settings.topP(), settings.minP(), settings.seed());
        this.decoder = new TokenDecoder(engine.tokenizer());
        this.stop = new StopTexts(settings.stop());
        this.startNanos = nanoClock.getAsLong();
    }

    /** Give the text to {@code deltas} as it comes, then say how it ended. What {@code deltas} throws passes through. */
    ChatEvent run(List<Message> messages, Consumer<String> deltas) {
        int[] prompt = template.encode(messages);
        promptTokens = prompt.length;
        try {
            requireRoom(prompt.length);
            var reader = GuardedSession.take(engine, prompt);
            FinishReason reason = generate(reader, prompt, deltas);
            reader.giveBack();
            return new ChatEvent.Done(reason, usage());
        } catch (ModelFailure e) {
            return e.cancelled()
                    ? new ChatEvent.Done(FinishReason.CANCELLED, usage())
                    : new ChatEvent.Failed(e.failure());
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
            emit(stop.accept(decoder.accept(id)), deltas);
            if (stop.met()) {
                return FinishReason.STOP;
            }
            if (outputTokens == settings.maxOutputTokens() || session.room() == 0) {
                emit(stop.finish(), deltas);
                return FinishReason.LENGTH;
            }
            id = session.pick(sampler, session.decode(id));
        }
        emit(stop.accept(decoder.finish()) + stop.finish(), deltas);
        return FinishReason.STOP;
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
