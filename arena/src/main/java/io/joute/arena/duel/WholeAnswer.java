package io.joute.arena.duel;

import io.joute.base.chat.ChatEvent;
import io.joute.base.chat.ChatException;
import io.joute.base.chat.ChatModel;
import io.joute.base.chat.ChatRequest;
import io.joute.base.chat.FinishReason;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * An answer heard to its end, outside the clock of a duel.
 *
 * @param text as the model wrote it
 * @param end how it ended, not by being cancelled
 */
record WholeAnswer(String text, ChatEvent.Done end) {
    /**
     * Ask a model, and wait for at most {@code limit}; empty when it fails, is stopped, or takes longer.
     *
     * @param over run once the model has let go, which may be after this returned: until then it still uses the machine
     */
    static Optional<WholeAnswer> of(ChatModel model, ChatRequest request, Duration limit, Runnable over) {
        CompletableFuture<Optional<WholeAnswer>> answer = new CompletableFuture<>();
        Thread asking = Thread.ofVirtual().name("whole answer").start(() -> {
            try {
                answer.complete(heard(model, request));
            } catch (RuntimeException e) {
                answer.completeExceptionally(e);
            } finally {
                over.run();
            }
        });
        try {
            return answer.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            asking.interrupt();
        } catch (InterruptedException e) {
            asking.interrupt();
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the model threw", e.getCause());
        }
        return Optional.empty();
    }

    private static Optional<WholeAnswer> heard(ChatModel model, ChatRequest request) {
        StringBuilder text = new StringBuilder();
        ChatEvent.Done[] end = new ChatEvent.Done[1];
        try {
            model.stream(request, event -> {
                if (event instanceof ChatEvent.Delta delta) {
                    text.append(delta.text());
                } else if (event instanceof ChatEvent.Done done) {
                    end[0] = done;
                }
            });
        } catch (ChatException failed) {
            return Optional.empty();
        }
        return Optional.ofNullable(end[0])
                .filter(done -> done.finishReason() != FinishReason.CANCELLED)
                .map(done -> new WholeAnswer(text.toString(), done));
    }
}
