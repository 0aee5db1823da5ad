package io.joute.base.chat;

import java.util.function.Consumer;

/** A model that can answer: the embedded engine, a remote provider, a scripted fake. */
public interface ChatModel {
    /** The id of its card in the catalogue. */
    String id();

    /** Tokens that prompt and answer may take together. */
    int contextLength();

    /**
     * Answer, blocking until the end; meant for a virtual thread.
     *
     * <p>{@code events} gets deltas, then exactly one {@link ChatEvent.Done} or {@link ChatEvent.Failed}, all on the
     * calling thread. A failure of the model is an event, never an exception. Interrupting the thread ends the answer
     * within one token with {@link FinishReason#CANCELLED}, the interrupt flag still set.
     *
     * <p>Safe to call from several threads at once.
     */
    void stream(ChatRequest request, Consumer<? super ChatEvent> events);
}
