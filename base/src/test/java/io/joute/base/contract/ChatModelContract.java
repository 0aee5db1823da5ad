package io.joute.base.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.joute.base.chat.ChatEvent;
import io.joute.base.chat.ChatModel;
import io.joute.base.chat.ChatRequest;
import io.joute.base.chat.FinishReason;
import io.joute.base.chat.GenerationSettings;
import io.joute.base.chat.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** What every chat model must do, be it here, remote or a fake. */
public abstract class ChatModelContract {
    private static final int SECONDS = 20;

    /** For those who hold a model to it. */
    protected ChatModelContract() {}

    /** A model that answers any question with at least one delta. */
    protected abstract ChatModel answering();

    /** A model that is still at its answer, some deltas of which have come, until it is interrupted. */
    protected abstract ChatModel unhurried();

    /** A model that fails. */
    protected abstract ChatModel failing();

    @Test
    void saysDeltasAndThoughtsThenEndsOnceAllOnTheCallersThread() {
        List<ChatEvent> events = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        answering().stream(request(), event -> {
            events.add(event);
            threads.add(Thread.currentThread());
        });

        assertThat(threads).containsOnly(Thread.currentThread());
        assertThat(events).hasSizeGreaterThan(1);
        assertThat(events.subList(0, events.size() - 1))
                .allMatch(event -> event instanceof ChatEvent.Delta || event instanceof ChatEvent.Thinking)
                .anyMatch(ChatEvent.Delta.class::isInstance);
        assertThat(events.getLast()).isInstanceOfSatisfying(ChatEvent.Done.class, done -> {
            assertThat(done.finishReason()).isIn(FinishReason.STOP, FinishReason.LENGTH);
            assertThat(done.usage().promptTokens()).isPositive();
            assertThat(done.usage().outputTokens()).isPositive();
            assertThat(done.usage().totalNanos()).isPositive();
        });
    }

    @Test
    void splitsNoCharacter() {
        answering().stream(request(), event -> {
            if (event instanceof ChatEvent.Delta delta && !delta.text().isEmpty()) {
                String text = delta.text();
                assertThat(Character.isLowSurrogate(text.charAt(0))).isFalse();
                assertThat(Character.isHighSurrogate(text.charAt(text.length() - 1)))
                        .isFalse();
            }
        });
    }

    @Test
    void failsByAnEventAndByNothingElse() {
        List<ChatEvent> events = new ArrayList<>();
        failing().stream(request(), events::add);

        assertThat(events)
                .hasSize(1)
                .first()
                .isInstanceOfSatisfying(
                        ChatEvent.Failed.class,
                        failed -> assertThat(failed.failure().getMessage()).isNotBlank());
    }

    @Test
    void endsWhenInterruptedWithTheFlagStillSet() throws InterruptedException {
        ChatModel model = unhurried();
        CountDownLatch spoke = new CountDownLatch(1);
        List<ChatEvent> events = new ArrayList<>();
        List<Boolean> flag = new ArrayList<>();
        Thread caller = Thread.ofVirtual().start(() -> {
            model.stream(request(), event -> {
                events.add(event);
                spoke.countDown();
                awaitInterruption();
            });
            flag.add(Thread.currentThread().isInterrupted());
        });

        assertThat(spoke.await(SECONDS, TimeUnit.SECONDS)).isTrue();
        caller.interrupt();
        assertThat(caller.join(Duration.ofSeconds(SECONDS))).isTrue();

        assertThat(events.getLast())
                .isInstanceOfSatisfying(
                        ChatEvent.Done.class,
                        done -> assertThat(done.finishReason()).isEqualTo(FinishReason.CANCELLED));
        assertThat(flag).containsExactly(true);
    }

    @Test
    void answersSeveralAtOnce() throws Exception {
        ChatModel model = answering();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<ChatEvent>> ends = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                ends.add(threads.submit(() -> end(model)));
            }
            for (Future<ChatEvent> end : ends) {
                assertThat(end.get(SECONDS, TimeUnit.SECONDS)).isInstanceOf(ChatEvent.Done.class);
            }
        }
    }

    @Test
    void saysWhoItIsAndHowMuchItTakes() {
        assertThat(answering().id()).isNotBlank();
        assertThat(answering().contextLength()).isPositive();
    }

    /** However fast the model is, it is interrupted in the middle of its answer. */
    private static void awaitInterruption() {
        while (!Thread.currentThread().isInterrupted()) {
            LockSupport.park();
        }
    }

    private static ChatEvent end(ChatModel model) {
        List<ChatEvent> events = new ArrayList<>();
        model.stream(request(), events::add);
        return events.getLast();
    }

    private static ChatRequest request() {
        var settings = GenerationSettings.DEFAULT.withMaxOutputTokens(40);
        return new ChatRequest(List.of(Message.user("the car")), settings);
    }
}
