package io.joute.arena.duel;

import io.joute.base.chat.ChatEvent;
import io.joute.base.chat.ChatException;
import io.joute.base.chat.ChatModel;
import io.joute.base.chat.ChatRequest;
import io.joute.base.chat.FinishReason;
import io.joute.base.chat.Usage;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/** A model that says what a test wrote, at once or step by step as the test tells it. */
public final class ScriptedModel implements ChatModel {
    /** What every whole answer of a scripted model takes: 10 tokens read, one written a delta. */
    private static final int PROMPT_TOKENS = 10;

    private final String id;
    private final int contextLength;
    private final Function<ChatRequest, Script> script;
    private final BlockingQueue<Call> calls;
    private final BlockingQueue<ChatRequest> requests = new LinkedBlockingQueue<>();

    /** Plays an answer; returning without a final event is a broken stream. */
    public interface Script {
        void play(Consumer<? super ChatEvent> events) throws InterruptedException;
    }

    private ScriptedModel(
            String id, int contextLength, Function<ChatRequest, Script> script, BlockingQueue<Call> calls) {
        this.id = id;
        this.contextLength = contextLength;
        this.script = script;
        this.calls = calls;
    }

    /** Says these deltas, and is done. */
    public static ScriptedModel saying(String id, String... deltas) {
        return playing(id, 8192, request -> says(FinishReason.STOP, deltas));
    }

    /** Answers each request by a script of its own. */
    public static ScriptedModel playing(String id, int contextLength, Function<ChatRequest, Script> script) {
        return new ScriptedModel(id, contextLength, script, new LinkedBlockingQueue<>());
    }

    /** Fails at once. */
    public static ScriptedModel failing(String id, ChatException.Cause cause) {
        return playing(id, 8192, request -> events -> events.accept(failed(id + " cannot answer", cause)));
    }

    /** Waits for the test: see {@link #call()}. */
    public static ScriptedModel byHand(String id) {
        BlockingQueue<Call> calls = new LinkedBlockingQueue<>();
        return new ScriptedModel(
                id,
                8192,
                request -> {
                    Call call = new Call(request);
                    calls.add(call);
                    return call;
                },
                calls);
    }

    /** A script of deltas and an end. */
    public static Script says(FinishReason reason, String... deltas) {
        return events -> {
            Stream.of(deltas).forEach(delta -> events.accept(new ChatEvent.Delta(delta)));
            events.accept(new ChatEvent.Done(reason, usage(deltas.length)));
        };
    }

    /** What an answer of so many deltas takes. */
    public static Usage usage(int deltas) {
        return new Usage(PROMPT_TOKENS, deltas, 1_000_000, 2_000_000);
    }

    static ChatEvent failed(String message, ChatException.Cause cause) {
        return new ChatEvent.Failed(new ChatException(message, cause));
    }

    /** The next call that reaches a model by hand; waits for it. */
    public Call call() {
        return taken(calls);
    }

    /** Every request so far. */
    public List<ChatRequest> requests() {
        return List.copyOf(requests);
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public int contextLength() {
        return contextLength;
    }

    @Override
    public void stream(ChatRequest request, Consumer<? super ChatEvent> events) {
        requests.add(request);
        Script played = script.apply(request);
        try {
            played.play(events);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            events.accept(new ChatEvent.Done(FinishReason.CANCELLED, usage(0)));
        }
    }

    private static <T> T taken(BlockingQueue<T> queue) {
        try {
            T taken = queue.poll(20, TimeUnit.SECONDS);
            if (taken == null) {
                throw new AssertionError("nothing came within 20 s");
            }
            return taken;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting", e);
        }
    }

    /** One call that the test plays; each step returns when it has been taken. */
    public static final class Call implements Script {
        private final ChatRequest request;
        private final BlockingQueue<Step> steps = new LinkedBlockingQueue<>();
        private boolean deaf;
        private int deltas;

        private record Step(List<ChatEvent> events, boolean last, CountDownLatch taken) {}

        private Call(ChatRequest request) {
            this.request = request;
        }

        /** What was asked. */
        public ChatRequest request() {
            return request;
        }

        /** Write text. */
        public Call delta(String text) {
            deltas++;
            return step(List.of(new ChatEvent.Delta(text)), false);
        }

        /** Think. */
        public Call think(String text) {
            return step(List.of(new ChatEvent.Thinking(text)), false);
        }

        /** End the answer. */
        public void done(FinishReason reason) {
            step(List.of(new ChatEvent.Done(reason, usage(deltas))), true);
        }

        /** Fail. */
        public void fail(ChatException.Cause cause) {
            step(List.of(failed("scripted failure", cause)), true);
        }

        /** End the stream without a word. */
        public void vanish() {
            step(List.of(), true);
        }

        /** From now on, do not obey interruptions. */
        public Call goDeaf() {
            deaf = true;
            return step(List.of(), false);
        }

        private Call step(List<ChatEvent> events, boolean last) {
            Step step = new Step(events, last, new CountDownLatch(1));
            steps.add(step);
            try {
                if (!step.taken().await(20, TimeUnit.SECONDS)) {
                    throw new AssertionError("the step " + events + " was not taken within 20 s");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted while waiting", e);
            }
            return this;
        }

        @Override
        public void play(Consumer<? super ChatEvent> events) throws InterruptedException {
            boolean over = false;
            while (!over) {
                Step step = next();
                step.events().forEach(events);
                over = step.last();
                step.taken().countDown();
            }
        }

        private Step next() throws InterruptedException {
            while (true) {
                try {
                    return steps.take();
                } catch (InterruptedException e) {
                    if (!deaf) {
                        throw e;
                    }
                }
            }
        }
    }
}
