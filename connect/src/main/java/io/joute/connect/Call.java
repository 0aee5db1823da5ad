package io.joute.connect;

import io.joute.base.chat.ChatEvent;
import io.joute.base.chat.ChatException;
import io.joute.base.chat.ChatException.Cause;
import io.joute.base.chat.ChatRequest;
import io.joute.base.chat.FinishReason;
import io.joute.base.chat.Usage;
import io.joute.connect.limit.Purse;
import io.joute.connect.wire.Witness;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The life of one request: attempts until the first token, then that attempt to its end. For one thread. */
final class Call {
    private static final System.Logger LOG = System.getLogger(Call.class.getName());
    private static final int RETRIES = 2;
    private static final Duration BACKOFF = Duration.ofMillis(500);

    private final RemoteModel model;
    private final ChatRequest request;
    private final Consumer<? super ChatEvent> events;
    private final long begunNanos;
    private final List<Replica> tried = new ArrayList<>();
    private Optional<Long> firstTokenNanos = Optional.empty();
    private int retries;
    private int steps;
    private long bytes;

    /** Answer a request that came at {@code begunNanos}, perhaps a while ago. */
    Call(RemoteModel model, ChatRequest request, Consumer<? super ChatEvent> events, long begunNanos) {
        this.model = model;
        this.request = request;
        this.events = events;
        this.begunNanos = begunNanos;
    }

    /** How an attempt ended. */
    private sealed interface Outcome {
        record Over(ChatEvent event) implements Outcome {}

        record Again(ChatException failure, Optional<Duration> retryAfter) implements Outcome {}
    }

    void run() throws InterruptedException {
        model.retryBudget().request();
        if (!mayStillBegin()) {
            events.accept(failed(
                    model.endpoint().concurrency() + " calls ran for as long as one may wait",
                    new Cause.Unavailable()));
            return;
        }
        while (true) {
            Optional<Replica> replica = model.choose(tried);
            if (replica.isEmpty()) {
                events.accept(failed("no address of it works now", new Cause.Unavailable()));
                return;
            }
            switch (attempt(replica.get())) {
                case Outcome.Over over -> {
                    events.accept(over.event());
                    return;
                }
                case Outcome.Again again -> {
                    tried.add(replica.get());
                    if (!mayTryAgain(again)) {
                        events.accept(new ChatEvent.Failed(again.failure()));
                        return;
                    }
                }
            }
        }
    }

    /** What the answer took, when it was stopped here. */
    ChatEvent cancelled() {
        return new ChatEvent.Done(FinishReason.CANCELLED, usage(Optional.empty()));
    }

    /** Nobody would hear an answer that begins later. */
    private boolean mayStillBegin() {
        return left(model.endpoint().patience().firstToken()).isPositive();
    }

    /**
     * Each other replica at once; all of them again after a while, if not too many calls are repetitions already: only the
     * first round is free.
     */
    private boolean mayTryAgain(Outcome.Again again) throws InterruptedException {
        if (model.hasOthers(tried)) {
            return mayStillBegin() && (retries == 0 || model.retryBudget().spend());
        }
        if (!again.failure().retryable()) {
            return false;
        }
        Duration wait = again.retryAfter().orElseGet(this::backoff);
        boolean inTime = wait.compareTo(left(model.endpoint().patience().firstToken())) < 0;
        if (retries >= RETRIES || !inTime || !model.retryBudget().spend()) {
            return false;
        }
        retries++;
        tried.clear();
        model.outside().pause().of(wait);
        return true;
    }

    /** Full jitter: any time up to twice that of the last. */
    private Duration backoff() {
        long most = BACKOFF.toNanos() << retries;
        return Duration.ofNanos(model.outside().random().nextLong(1, most));
    }

    private Outcome attempt(Replica replica) throws InterruptedException {
        Optional<Purse.Hold> hold;
        try {
            hold = model.purse().hold(model.endpoint().price().most(request));
        } catch (UncheckedIOException e) {
            LOG.log(System.Logger.Level.ERROR, "what endpoints cost cannot be written down: nothing is asked", e);
            return new Outcome.Over(failed("what it costs cannot be written down", new Cause.Unavailable()));
        }
        if (hold.isEmpty()) {
            return new Outcome.Over(failed(tooDear(), new Cause.Refused()));
        }
        try (Attempt attempt = new Attempt(model.endpoint(), replica, request)) {
            return follow(attempt, replica, hold.get());
        }
    }

    private String tooDear() {
        return "the answer might pass the limit of "
                + model.purse().perDay().orElseThrow().toPlainString() + " "
                + model.endpoint().price().currency() + " a day";
    }

    /** What cannot be written down stays written at its most. */
    private static void settle(Purse.Hold hold, BigDecimal cost) {
        try {
            hold.settle(cost);
        } catch (UncheckedIOException e) {
            LOG.log(System.Logger.Level.ERROR, "what an answer cost cannot be written down: it counts at its most", e);
        }
    }

    private Outcome follow(Attempt attempt, Replica replica, Purse.Hold hold) throws InterruptedException {
        Duration given = patience();
        while (true) {
            Optional<Attempt.Step> next = attempt.next(patience());
            if (next.isEmpty()) {
                blame(replica, given);
                return again(late(), Optional.empty());
            }
            switch (next.get()) {
                case Attempt.Step.Text text -> {
                    count(text.text());
                    events.accept(new ChatEvent.Delta(text.text()));
                }
                case Attempt.Step.Thought thought -> {
                    count(thought.text());
                    events.accept(new ChatEvent.Thinking(thought.text()));
                }
                case Attempt.Step.Whole whole -> {
                    return over(whole, replica, hold);
                }
                case Attempt.Step.Broken broken -> {
                    return broken(broken, replica, hold);
                }
            }
        }
    }

    private Outcome over(Attempt.Step.Whole whole, Replica replica, Purse.Hold hold) {
        replica.breaker().succeeded();
        whole.tokens().ifPresent(tokens -> settle(hold, model.endpoint().price().of(tokens.prompt(), tokens.output())));
        return new Outcome.Over(new ChatEvent.Done(whole.reason(), usage(whole.tokens())));
    }

    private Outcome broken(Attempt.Step.Broken broken, Replica replica, Purse.Hold hold) {
        ChatException failure = unquoted(broken.failure());
        LOG.log(
                System.Logger.Level.WARNING,
                "{0} ({1})",
                failure.getMessage(),
                replica.client().address());
        if (!broken.billed()) {
            settle(hold, BigDecimal.ZERO);
        }
        switch (failure.reason()) {
            case Cause.Unavailable ignored -> blame(replica, broken.retryAfter());
            case Cause.Interrupted ignored -> blame(replica, broken.retryAfter());
            case Cause.Broken ignored -> replica.breaker().broke();
            case Cause.Refused ignored -> replica.breaker().succeeded();
            case Cause.ContextFull ignored -> replica.breaker().succeeded();
        }
        return again(failure, broken.retryAfter());
    }

    private ChatException unquoted(ChatException failure) {
        String message = String.valueOf(failure.getMessage());
        return new ChatException(Quotes.without(message, request.messages()), failure.reason());
    }

    /** Not for a silence of less than half of what it may take: the rest went before it was asked. */
    private void blame(Replica replica, Duration given) {
        boolean hurried =
                given.multipliedBy(2).compareTo(model.endpoint().patience().firstToken()) < 0;
        if (firstTokenNanos.isPresent() || !hurried) {
            replica.breaker().failed();
        }
    }

    private static void blame(Replica replica, Optional<Duration> retryAfter) {
        replica.breaker().failed();
        retryAfter.ifPresent(replica.breaker()::rest);
    }

    /** Only before the first token, and only what may go better another time. */
    private Outcome again(ChatException failure, Optional<Duration> retryAfter) {
        boolean another = firstTokenNanos.isEmpty() && (failure.retryable() || model.hasReplicas());
        boolean hopeless = failure.reason() instanceof Cause.Refused || failure.reason() instanceof Cause.ContextFull;
        return another && !hopeless
                ? new Outcome.Again(failure, retryAfter)
                : new Outcome.Over(new ChatEvent.Failed(failure));
    }

    private ChatException late() {
        Patience patience = model.endpoint().patience();
        boolean total =
                left(patience.total()).isNegative() || left(patience.total()).isZero();
        String what = total
                ? "no end within " + patience.total()
                : firstTokenNanos.isEmpty()
                        ? "no token within " + patience.firstToken()
                        : "no further token within " + patience.betweenTokens();
        Cause cause = firstTokenNanos.isEmpty() ? new Cause.Unavailable() : new Cause.Interrupted();
        return new Failures(model.endpoint()).of(what, cause);
    }

    private Duration patience() {
        Patience patience = model.endpoint().patience();
        Duration step = firstTokenNanos.isEmpty() ? left(patience.firstToken()) : patience.betweenTokens();
        Duration total = left(patience.total());
        return step.compareTo(total) < 0 ? step : total;
    }

    private Duration left(Duration limit) {
        return limit.minusNanos(model.outside().nanos().getAsLong() - begunNanos);
    }

    private void count(String text) {
        if (firstTokenNanos.isEmpty()) {
            firstTokenNanos = Optional.of(model.outside().nanos().getAsLong());
        }
        steps++;
        bytes += text.length();
    }

    /** Where the provider does not tell, a step counts as a token, or four characters do if they are more. */
    private Usage usage(Optional<Witness.Tokens> told) {
        long now = model.outside().nanos().getAsLong();
        long first = firstTokenNanos.orElse(now);
        Witness.Tokens tokens = told.orElseGet(() -> new Witness.Tokens(promptTokens(), outputTokens(), 0, 0));
        return new Usage(
                tokens.prompt(), tokens.output(), first - begunNanos, now - first, tokens.reasoning(), tokens.cached());
    }

    private int outputTokens() {
        return Math.toIntExact(Math.max(steps, bytes / 4));
    }

    private int promptTokens() {
        return request.messages().stream()
                .mapToInt(message -> message.text().length() / 4 + 1)
                .sum();
    }

    private ChatEvent failed(String message, Cause cause) {
        return new ChatEvent.Failed(new Failures(model.endpoint()).of(message, cause));
    }
}
