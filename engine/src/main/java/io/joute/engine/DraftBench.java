package io.joute.engine;

import io.joute.base.chat.Message;
import io.joute.engine.checkpoint.CheckpointException;
import io.joute.engine.sampling.Sampler;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/** Takes answers of an engine, one at a time, with what it guesses by and without: how fast they come. For one thread. */
public final class DraftBench {
    private static final long SEED = 42;

    private final Engine engine;
    private final LongSupplier nanoClock;
    private final Set<Integer> ends;

    private DraftBench(Engine engine, LongSupplier nanoClock) {
        this.engine = engine;
        this.nanoClock = nanoClock;
        this.ends = starts(engine).map(reader -> reader.template().endOfTurn()).orElse(Set.of());
    }

    /** To take one answer after the other of {@code engine}, which nobody else should use meanwhile. */
    public static DraftBench of(Engine engine) {
        return new DraftBench(engine, System::nanoTime);
    }

    /** A model without a known template is asked in plain text. */
    private static Optional<StartReader> starts(Engine engine) {
        try {
            return Optional.of(engine.starts());
        } catch (CheckpointException e) {
            return Optional.empty();
        }
    }

    /**
     * A question.
     *
     * @param tokens of the answer at most
     * @param temperature 0 takes the likeliest tokens
     */
    public record Question(String text, int tokens, double temperature) {}

    /**
     * How an answer came.
     *
     * @param tokensPerSecond from the first token to the last; 0 where there was one only
     * @param tokens it has
     * @param passes over the weights that brought them, that of the prompt included
     * @param guessed tokens that were guessed at
     * @param accepted of these, those that came true
     */
    public record Written(double tokensPerSecond, int tokens, int passes, int guessed, int accepted) {}

    /** Answer without guesses. */
    public Written plainly(Question question) {
        return write(question, Optional.empty());
    }

    /** Answer with guesses. */
    public Written guessing(Question question) {
        return write(question, engine.drafter());
    }

    private Written write(Question question, Optional<Drafter> drafter) {
        engine.forgetConversations();
        var draft = new Draft(drafter, prompt(question.text()), nanoClock);
        var sink = new Timed(question.tokens());
        Sampler sampler = Sampler.of(question.temperature(), 0, 1, 0, SEED);
        engine.scheduler().submit(new Writing(engine.newSession(), draft, question.tokens(), sampler, sink));
        int tokens = sink.tokens();
        double rate = tokens < 2 ? 0 : (tokens - 1) * 1e9 / Math.max(1, sink.lastNanos - sink.firstNanos);
        return new Written(rate, tokens, tokens - draft.accepted(), draft.guessed(), draft.accepted());
    }

    private int[] prompt(String text) {
        return starts(engine)
                .map(reader -> reader.conversation(List.of(Message.user(text)), List.of()))
                .orElseGet(() -> IntStream.concat(
                                engine.tokenizer().beginOfText().stream(),
                                IntStream.of(engine.tokenizer().encode(text)))
                        .toArray());
    }

    /** Counts tokens and notes when the first and the last came. */
    private final class Timed implements TokenSink {
        private final int limit;
        private final CompletableFuture<Integer> whole = new CompletableFuture<>();
        private int tokens;
        private volatile long firstNanos;
        private volatile long lastNanos;

        Timed(int limit) {
            this.limit = limit;
        }

        @Override
        public boolean accept(int id, int room) {
            tokens++;
            lastNanos = nanoClock.getAsLong();
            firstNanos = tokens == 1 ? lastNanos : firstNanos;
            return tokens < limit && room > 0 && !ends.contains(id);
        }

        @Override
        public boolean hasRoom() {
            return true;
        }

        @Override
        public void end() {
            whole.complete(tokens);
        }

        @Override
        public void fail(Throwable failure, Session session) {
            whole.completeExceptionally(failure);
        }

        int tokens() {
            return whole.join();
        }
    }
}
