package io.joute.engine;

import io.joute.base.chat.ChatRequest;
import io.joute.base.chat.FinishReason;
import io.joute.base.chat.GenerationSettings;
import io.joute.base.chat.ToolCall;
import io.joute.engine.template.ChatTemplate;
import io.joute.engine.template.ToolCallReader;
import io.joute.engine.template.ToolSyntax;
import io.joute.engine.tokenizer.TokenDecoder;
import io.joute.engine.tokenizer.Tokenizer;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.LongSupplier;

/**
 * Makes text of an answer's tokens and hands it from the scheduler's threads to the one that asked. That one may lag behind by
 * some deltas; then no more tokens are taken, so that a slow reader costs no more than what it reads.
 */
final class AnswerText implements TokenSink {
    private static final int DELTAS_AHEAD = 8;

    /** What the thread that asked gets to hear. */
    sealed interface Said {
        /** A piece of the answer, and how many tokens it has up to there. */
        record Text(String delta, int outputTokens) implements Said {}

        /** It is whole. */
        record End(FinishReason reason, int outputTokens, List<ToolCall> calls) implements Said {
            public End {
                calls = List.copyOf(calls);
            }
        }

        /** The model failed, after reading what {@code session} has. */
        record Failed(Throwable failure, Session session) implements Said {}
    }

    private final ChatTemplate template;
    private final GenerationSettings settings;
    private final LongSupplier nanoClock;
    private final TokenDecoder decoder;
    private final StopTexts stop;
    private final ToolCallReader toolCalls;
    private final LinkedBlockingQueue<Said> said = new LinkedBlockingQueue<>();
    private volatile long firstTokenNanos;
    private FinishReason reason = FinishReason.CANCELLED;
    private int outputTokens;
    private List<ToolCall> calls = List.of();

    AnswerText(Tokenizer tokenizer, ChatTemplate template, ChatRequest request, LongSupplier nanoClock) {
        this.template = template;
        this.settings = request.settings();
        this.nanoClock = nanoClock;
        this.decoder = new TokenDecoder(tokenizer);
        this.stop = new StopTexts(settings.stop());
        this.toolCalls =
                new ToolCallReader(request.tools().isEmpty() ? ToolSyntax.NONE : template.toolSyntax(), tokenizer);
    }

    @Override
    public boolean accept(int id, int room) {
        if (firstTokenNanos == 0) {
            firstTokenNanos = nanoClock.getAsLong();
        }
        if (template.endOfTurn().contains(id)) {
            finish(decoder.finish(), FinishReason.STOP);
            return false;
        }
        outputTokens++;
        emit(stop.accept(toolCalls.accept(id, decoder.accept(id))));
        if (stop.met()) {
            reason = FinishReason.STOP;
            return false;
        }
        if (outputTokens == settings.maxOutputTokens() || room == 0) {
            finish("", FinishReason.LENGTH);
            return false;
        }
        return true;
    }

    private void finish(String last, FinishReason why) {
        ToolCallReader.Rest rest = toolCalls.finish(last);
        calls = rest.calls();
        emit(stop.accept(rest.text()) + stop.finish());
        reason = why;
    }

    private void emit(String text) {
        if (!text.isEmpty()) {
            said.add(new Said.Text(text, outputTokens));
        }
    }

    @Override
    public boolean hasRoom() {
        return said.size() < DELTAS_AHEAD;
    }

    @Override
    public void end() {
        said.add(new Said.End(reason, outputTokens, calls));
    }

    @Override
    public void fail(Throwable failure, Session session) {
        said.add(new Said.Failed(failure, session));
    }

    /** Wait for what is said next; {@code caughtUp} runs where tokens may be taken again. */
    Said await(Runnable caughtUp) throws InterruptedException {
        Said next = said.take();
        // Asked after taking: asked before, the queue may fill in between, and nobody would be told.
        if (said.size() >= DELTAS_AHEAD - 1) {
            caughtUp.run();
        }
        return next;
    }

    /** When the first token was picked; 0 where none was. */
    long firstTokenNanos() {
        return firstTokenNanos;
    }
}
