package io.joute.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.PartialThinking;
import dev.langchain4j.model.chat.response.PartialThinkingContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import io.joute.base.chat.ChatEvent;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What LangChain4j's contract does not look at, or takes half a minute to see. */
@Timeout(20)
class JouteStreamingChatModelTest {
    private static final ChatEvent DONE = new ChatEvent.Done(FinishReason.STOP, new Usage(7, 2, 10, 10));

    /** Writes every call down as a line. */
    private static class Calls implements StreamingChatResponseHandler {
        final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

        @Override
        public void onPartialResponse(PartialResponse part, PartialResponseContext context) {
            lines.add("part " + part.text());
        }

        @Override
        public void onPartialThinking(PartialThinking part, PartialThinkingContext context) {
            lines.add("thought " + part.text());
        }

        @Override
        public void onCompleteResponse(ChatResponse response) {
            lines.add("complete " + response.aiMessage().text());
        }

        @Override
        public void onError(Throwable error) {
            lines.add("error " + error.getMessage());
        }

        List<String> take(int count) throws InterruptedException {
            var taken = new java.util.ArrayList<String>();
            for (int i = 0; i < count; i++) {
                taken.add(lines.take());
            }
            return taken;
        }
    }

    /** Speaks until it is interrupted, then tells {@code returned}. */
    private record Chatterbox(CountDownLatch returned) implements ChatModel {
        @Override
        public String id() {
            return "chatterbox";
        }

        @Override
        public int contextLength() {
            return 4096;
        }

        @Override
        public void stream(ChatRequest request, Consumer<? super ChatEvent> events) {
            while (!Thread.currentThread().isInterrupted()) {
                events.accept(new ChatEvent.Delta("and "));
            }
            events.accept(new ChatEvent.Delta("one more"));
            events.accept(new ChatEvent.Done(FinishReason.CANCELLED, Usage.NONE));
            returned.countDown();
        }
    }

    /** Throws, which a model must not do, but a closed engine does. */
    private record ThrowingModel() implements ChatModel {
        @Override
        public String id() {
            return "throwing";
        }

        @Override
        public int contextLength() {
            return 4096;
        }

        @Override
        public void stream(ChatRequest request, Consumer<? super ChatEvent> events) {
            throw new IllegalStateException("the engine is closed");
        }
    }

    @Test
    void partsComeInOrderAndThoughtsApart() throws InterruptedException {
        var calls = new Calls();

        JouteStreamingChatModel.of(new RecordingModel(
                        new ChatEvent.Thinking("hm"),
                        new ChatEvent.Delta("It is "),
                        new ChatEvent.Delta("Berlin"),
                        DONE))
                .chat("hello", calls);

        assertThat(calls.take(4)).containsExactly("thought hm", "part It is ", "part Berlin", "complete It is Berlin");
    }

    @Test
    void cancellingInterruptsTheModelAndNothingMoreIsCalled() throws InterruptedException {
        var returned = new CountDownLatch(1);
        var calls = new Calls() {
            @Override
            public void onPartialResponse(PartialResponse part, PartialResponseContext context) {
                super.onPartialResponse(part, context);
                if (lines.size() == 3) {
                    context.streamingHandle().cancel();
                    assertThat(context.streamingHandle().isCancelled()).isTrue();
                }
            }
        };

        JouteStreamingChatModel.of(new Chatterbox(returned)).chat("hello", calls);

        assertThat(returned.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(calls.lines).containsExactly("part and ", "part and ", "part and ");
    }

    @Test
    void anotherThreadMayCancel() throws InterruptedException {
        var returned = new CountDownLatch(1);
        var handles = new LinkedBlockingQueue<PartialResponseContext>();
        var calls = new Calls() {
            @Override
            public void onPartialResponse(PartialResponse part, PartialResponseContext context) {
                handles.add(context);
            }
        };

        JouteStreamingChatModel.of(new Chatterbox(returned)).chat("hello", calls);
        handles.take().streamingHandle().cancel();

        assertThat(returned.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(calls.lines).isEmpty();
    }

    @Test
    void aFailureIsTold() throws InterruptedException {
        var calls = new Calls();

        JouteStreamingChatModel.of(new FailingModel()).chat("hello", calls);

        assertThat(calls.take(1)).containsExactly("error failing: no luck today");
    }

    @Test
    void whatAModelThrowsIsTold() throws InterruptedException {
        var calls = new Calls();

        JouteStreamingChatModel.of(new ThrowingModel()).chat("hello", calls);

        assertThat(calls.take(1)).containsExactly("error the engine is closed");
    }

    @Test
    void anErrorInACallbackDoesNotEndTheAnswerUnheard() throws InterruptedException {
        var calls = new Calls() {
            @Override
            public void onPartialResponse(PartialResponse part, PartialResponseContext context) {
                throw new AssertionError("not " + part.text());
            }
        };

        JouteStreamingChatModel.of(new RecordingModel(new ChatEvent.Delta("It"), DONE))
                .chat("hello", calls);

        assertThat(calls.take(2)).containsExactly("error not It", "complete It");
    }
}
