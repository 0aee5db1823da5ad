package io.joute.engine;

import io.joute.base.chat.ChatEvent;
import io.joute.base.chat.ChatRequest;
import io.joute.base.chat.FinishReason;
import io.joute.base.chat.GenerationSettings;
import io.joute.base.chat.Usage;
import io.joute.engine.AnswerText.Said;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** One answer being made: prompt in, text out. For one thread, once. */
final class Answer {
    private final Engine engine;
    private final StartReader starts;
    private final ChatRequest request;
    private final GenerationSettings settings;
    private final LongSupplier nanoClock;
    private final AnswerText text;
    private final long startNanos;
    private int promptTokens;
    private int outputTokens;

    Answer(StartReader starts, ChatRequest request, LongSupplier nanoClock) {
        this.engine = starts.engine();
        this.starts = starts;
        this.request = request;
        this.settings = request.settings();
        this.nanoClock = nanoClock;
        this.text = new AnswerText(engine.tokenizer(), starts.template(), request, nanoClock);
        this.startNanos = nanoClock.getAsLong();
    }

    /** Give the text to {@code deltas} as it comes, then say how it ended. What {@code deltas} throws passes through. */
    ChatEvent run(Consumer<String> deltas) {
        try {
            int[] prompt = starts.conversation(request.messages(), request.tools());
            promptTokens = prompt.length;
            starts.requireRoom(prompt.length + 1);
            Writing writing = Guard.guarded(() -> begin(prompt));
            boolean over = false;
            try {
                ChatEvent last = listen(deltas);
                over = true;
                return last;
            } finally {
                if (!over) {
                    writing.cancel();
                    engine.scheduler().wake();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new ChatEvent.Done(FinishReason.CANCELLED, usage());
        } catch (ModelFailure e) {
            return e.cancelled()
                    ? new ChatEvent.Done(FinishReason.CANCELLED, usage())
                    : new ChatEvent.Failed(e.failure());
        }
    }

    private Writing begin(int[] prompt) {
        Picker picker = starts.forms().picker(settings, request.form());
        var writing = new Writing(engine.newSession(), prompt, settings.maxOutputTokens(), picker, text);
        engine.scheduler().submit(writing);
        return writing;
    }

    private ChatEvent listen(Consumer<String> deltas) throws InterruptedException {
        Optional<ChatEvent> last = Optional.empty();
        while (last.isEmpty()) {
            last = heard(text.await(engine.scheduler()::wake), deltas);
        }
        return last.get();
    }

    private Optional<ChatEvent> heard(Said said, Consumer<String> deltas) {
        return switch (said) {
            case Said.Text piece -> {
                outputTokens = piece.outputTokens();
                deltas.accept(piece.delta());
                yield Optional.empty();
            }
            case Said.End end -> {
                outputTokens = end.outputTokens();
                yield Optional.of(new ChatEvent.Done(end.reason(), usage(), end.calls()));
            }
            case Said.Failed failed -> throw Guard.failure(failed.failure(), engine, failed.session());
        };
    }

    private Usage usage() {
        // Before the clock is asked: a first token may come at any time, and would lie after the end.
        long firstToken = text.firstTokenNanos();
        long end = nanoClock.getAsLong();
        long first = firstToken == 0 ? end : firstToken;
        return new Usage(promptTokens, outputTokens, first - startNanos, end - first);
    }
}
