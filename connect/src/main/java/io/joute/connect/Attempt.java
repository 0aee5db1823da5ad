package io.joute.connect;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialThinking;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import io.joute.base.chat.ChatException;
import io.joute.base.chat.ChatRequest;
import io.joute.base.chat.FinishReason;
import io.joute.base.chat.Message;
import io.joute.connect.http.HttpFailure;
import io.joute.connect.http.Tap;
import io.joute.connect.wire.Protocol;
import io.joute.connect.wire.Witness;
import io.joute.connect.wire.Words;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * One call to one replica: a virtual thread of its own reads, so that whoever waits can give up at any moment.
 *
 * <p>What comes is handed over in order; the reader waits when nobody takes it.
 */
final class Attempt implements AutoCloseable {
    private static final int WAITING_STEPS = 256;

    private final BlockingQueue<Step> steps = new ArrayBlockingQueue<>(WAITING_STEPS);
    private final Endpoint endpoint;
    private final Replica replica;
    private final ChatRequest request;
    private final Failures failures;
    private final Thread reader;

    /** What comes from a call. */
    sealed interface Step {
        /** A part of the answer. */
        record Text(String text) implements Step {}

        /** A part of the reasoning. */
        record Thought(String text) implements Step {}

        /** The whole answer came. */
        record Whole(FinishReason reason, Optional<Witness.Tokens> tokens) implements Step {}

        /**
         * It failed.
         *
         * @param billed whether the provider may ask money for it
         * @param retryAfter how long the provider asks to be left alone
         */
        record Broken(ChatException failure, boolean billed, Optional<Duration> retryAfter) implements Step {}
    }

    Attempt(Endpoint endpoint, Replica replica, ChatRequest request) {
        this.endpoint = endpoint;
        this.replica = replica;
        this.request = request;
        this.failures = new Failures(endpoint);
        this.reader = Thread.ofVirtual().name("endpoint").unstarted(this::read);
        replica.running().incrementAndGet();
        reader.start();
    }

    /** The next step; empty when none comes in time. */
    Optional<Step> next(Duration patience) throws InterruptedException {
        return Optional.ofNullable(steps.poll(Math.max(0, patience.toNanos()), TimeUnit.NANOSECONDS));
    }

    /** Hang up. */
    @Override
    public void close() {
        reader.interrupt();
    }

    private void read() {
        try {
            put(answer());
        } catch (Gone givenUp) {
            Thread.currentThread().interrupt();
        } finally {
            replica.running().decrementAndGet();
        }
    }

    private Step answer() {
        Protocol protocol = endpoint.provider().protocol();
        Reading reading =
                new Reading(protocol.witness(new Words(endpoint.target().key())));
        try {
            StreamingChatModel model = protocol.model(
                    replica.client().address().toString(),
                    endpoint.target(),
                    request.settings(),
                    replica.client().tapped(reading));
            model.chat(messages(request), reading);
            return reading.end();
        } catch (Gone givenUp) {
            throw givenUp;
        } catch (RuntimeException unexpected) {
            String what = "the call could not be made: " + unexpected.getClass().getSimpleName();
            return new Step.Broken(failures.of(what, new ChatException.Cause.Broken()), true, Optional.empty());
        }
    }

    private void put(Step step) {
        try {
            steps.put(step);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Gone(e);
        }
    }

    private static List<ChatMessage> messages(ChatRequest request) {
        return request.messages().stream().map(Attempt::message).toList();
    }

    private static ChatMessage message(Message message) {
        return switch (message.role()) {
            case SYSTEM -> SystemMessage.from(message.text());
            case USER -> UserMessage.from(message.text());
            case ASSISTANT -> AiMessage.from(message.text());
            case TOOL -> throw new IllegalArgumentException("tools are refused before");
        };
    }

    /** Nobody waits any more. */
    private static final class Gone extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Gone(InterruptedException cause) {
            super(cause);
        }
    }

    /** Puts together what the protocol's witness and LangChain4j's model make of the events. */
    private final class Reading implements Tap, StreamingChatResponseHandler {
        private final Witness witness;
        private final Characters text = new Characters();
        private final Characters thoughts = new Characters();
        private final ThinkTags tags = new ThinkTags(this::think, this::say);
        private Optional<HttpFailure> failure = Optional.empty();
        private boolean began;
        private boolean spoke;
        private boolean stumbled;
        private boolean gone;

        Reading(Witness witness) {
            this.witness = witness;
        }

        @Override
        public Next event(String name, String data) {
            began = true;
            witness.see(name, data);
            if (witness.failure().isPresent() || witness.over()) {
                return Next.STOP;
            }
            return witness.forWitnessOnly() ? Next.SKIP : Next.PASS_ON;
        }

        /** The last event may be one that the model does not know, if the witness does. */
        @Override
        public boolean seen(boolean understood) {
            if (gone) {
                return false;
            }
            if ((!understood || stumbled) && witness.finish().isEmpty()) {
                throw new IllegalStateException("an event that the model does not understand");
            }
            return true;
        }

        @Override
        public void ended() {
            began = true;
        }

        @Override
        public void failed(HttpFailure how) {
            failure = Optional.of(how);
        }

        @Override
        public void onPartialResponse(String more) {
            spoke = true;
            if (endpoint.provider() == Provider.COMPATIBLE) {
                tags.add(more);
            } else {
                say(more);
            }
        }

        private void say(String more) {
            text.add(more).ifPresent(whole -> put(new Step.Text(whole)));
        }

        @Override
        public void onPartialThinking(PartialThinking thinking) {
            think(thinking.text());
        }

        @Override
        public void onCompleteResponse(ChatResponse ignored) {
            // The witness knows better: the end of a stream is not yet the end of an answer.
        }

        @Override
        public void onError(Throwable error) {
            gone |= error instanceof Gone;
            stumbled = true;
        }

        private void think(String more) {
            spoke = true;
            thoughts.add(more).ifPresent(whole -> put(new Step.Thought(whole)));
        }

        Step end() {
            if (witness.failure().isPresent()) {
                return new Step.Broken(failures.named(witness.failure().get()), true, Optional.empty());
            }
            if (failure.isPresent()) {
                return broken(failure.get());
            }
            if (witness.finish().isEmpty()) {
                return new Step.Broken(
                        failures.of("the answer ended without a finish reason", new ChatException.Cause.Interrupted()),
                        true,
                        Optional.empty());
            }
            tags.end();
            text.rest().ifPresent(rest -> put(new Step.Text(rest)));
            return new Step.Whole(witness.finish().get(), witness.tokens());
        }

        private Step broken(HttpFailure how) {
            boolean billed = began || how.kind() == HttpFailure.Kind.CUT;
            return new Step.Broken(failures.of(how, spoke), billed, how.retryAfter());
        }
    }
}
