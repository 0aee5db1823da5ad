package io.joute.connect;

import io.joute.base.chat.ChatEvent;
import io.joute.base.chat.ChatException;
import io.joute.base.chat.ChatException.Cause;
import io.joute.base.chat.ChatModel;
import io.joute.base.chat.ChatRequest;
import io.joute.base.chat.FinishReason;
import io.joute.base.chat.Usage;
import io.joute.connect.limit.Breaker;
import io.joute.connect.limit.Purse;
import io.joute.connect.limit.RetryBudget;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A model behind one or several addresses.
 *
 * <p>Until the first token it tries again, within its patience: each other replica at once, then all of them after a pause,
 * and every call of these later rounds is paid from its budget of repetitions. Its failures name the endpoint for the operator, never its key.
 */
public final class RemoteModel implements ChatModel {
    private final Endpoint endpoint;
    private final Outside outside;
    private final List<Replica> replicas;
    private final Semaphore slots;
    private final RetryBudget retryBudget = new RetryBudget();
    private final Purse purse;
    private volatile Optional<PastFailure> lastFailure = Optional.empty();

    /**
     * How an answer failed.
     *
     * @param at when
     * @param message for the operator, never with a key
     */
    public record PastFailure(Instant at, String message) {}

    /** Make the model of an endpoint; nothing is called yet. */
    public RemoteModel(Endpoint endpoint, Outside outside) {
        this.endpoint = endpoint;
        this.outside = outside;
        this.replicas = endpoint.replicas().stream()
                .map(address -> new Replica(endpoint, address, outside))
                .toList();
        this.slots = new Semaphore(endpoint.concurrency());
        this.purse = new Purse(endpoint.name(), endpoint.perDay(), outside.clock(), outside.ledger());
    }

    @Override
    public String id() {
        return endpoint.modelId();
    }

    @Override
    public int contextLength() {
        return endpoint.contextLength();
    }

    /** How it was declared. */
    public Endpoint endpoint() {
        return endpoint;
    }

    /**
     * Whether it is worth asking now: an address works, and there is money for one answer more. An address that rested is
     * probed meanwhile.
     */
    public boolean available() {
        boolean money = purse.affords(endpoint.price().mostOfAnswer(endpoint.contextLength()));
        return money && replicas.stream().filter(Replica::available).count() > 0;
    }

    /** The purse it pays from. */
    public Purse purse() {
        return purse;
    }

    /** The last of its answers that failed since it was made. */
    public Optional<PastFailure> lastFailure() {
        return lastFailure;
    }

    /** What its addresses let through now, in the order in which they were declared; nothing is called for it. */
    public List<Breaker.State> breakers() {
        return replicas.stream().map(replica -> replica.breaker().state()).toList();
    }

    @Override
    public void stream(ChatRequest request, Consumer<? super ChatEvent> events) {
        answer(request, event -> {
            if (event instanceof ChatEvent.Failed failed) {
                String message = String.valueOf(failed.failure().getMessage());
                lastFailure = Optional.of(new PastFailure(outside.clock().instant(), message));
            }
            events.accept(event);
        });
    }

    private void answer(ChatRequest request, Consumer<? super ChatEvent> events) {
        Optional<String> objection = objection(request);
        if (objection.isPresent()) {
            events.accept(failed(objection.get(), new Cause.Refused()));
            return;
        }
        long askedNanos = outside.nanos().getAsLong();
        try {
            if (!slots.tryAcquire(endpoint.patience().firstToken().toNanos(), TimeUnit.NANOSECONDS)) {
                events.accept(failed(endpoint.concurrency() + " calls run already", new Cause.Unavailable()));
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            events.accept(new ChatEvent.Done(FinishReason.CANCELLED, Usage.NONE));
            return;
        }
        try {
            answer(new Call(this, request, events, askedNanos), events);
        } finally {
            slots.release();
        }
    }

    private static void answer(Call call, Consumer<? super ChatEvent> events) {
        try {
            call.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            events.accept(call.cancelled());
        }
    }

    /** The least busy replica that works and was not tried, or else was. */
    Optional<Replica> choose(List<Replica> tried) {
        return replicas.stream()
                .filter(Replica::available)
                .min(Comparator.comparing((Replica replica) -> tried.contains(replica))
                        .thenComparingInt(replica -> replica.running().get()));
    }

    /** Whether a replica that works was not tried. */
    boolean hasOthers(List<Replica> tried) {
        return replicas.stream().anyMatch(replica -> !tried.contains(replica) && replica.available());
    }

    boolean hasReplicas() {
        return replicas.size() > 1;
    }

    RetryBudget retryBudget() {
        return retryBudget;
    }

    Outside outside() {
        return outside;
    }

    private Optional<String> objection(ChatRequest request) {
        if (!request.tools().isEmpty()
                || request.messages().stream().anyMatch(m -> !m.toolCalls().isEmpty())) {
            return Optional.of("tools are not passed on to endpoints");
        }
        if (request.form().isPresent()) {
            return Optional.of("forms of JSON are not passed on to endpoints");
        }
        return endpoint.provider().protocol().objection(endpoint.target(), request.settings());
    }

    private ChatEvent failed(String message, ChatException.Cause cause) {
        return new ChatEvent.Failed(new Failures(endpoint).of(message, cause));
    }
}
