package io.joute.langchain4j;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.CompleteToolCall;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.PartialThinking;
import dev.langchain4j.model.chat.response.PartialThinkingContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.chat.response.StreamingHandle;
import io.joute.base.chat.ChatEvent;
import io.joute.base.chat.ChatModel;
import io.joute.base.chat.ChatRequest;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** One answer on its way to a handler, on a virtual thread of its own; cancelling interrupts that. */
final class StreamingCall implements StreamingHandle {
    private static final System.Logger LOG = System.getLogger(StreamingCall.class.getName());

    private final ChatModel model;
    private final ChatRequest request;
    private final StreamingChatResponseHandler handler;
    private final Answer answer;
    private final AtomicBoolean cancelled = new AtomicBoolean();
    private final Thread thread;

    StreamingCall(ChatModel model, ChatRequest request, StreamingChatResponseHandler handler) {
        this.model = model;
        this.request = request;
        this.handler = handler;
        this.answer = new Answer(model.id());
        this.thread = Thread.ofVirtual().name("joute-" + model.id()).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    @Override
    public void cancel() {
        if (cancelled.compareAndSet(false, true)) {
            thread.interrupt();
        }
    }

    @Override
    public boolean isCancelled() {
        return cancelled.get();
    }

    private void run() {
        try {
            model.stream(request, this::accept);
            end();
        } catch (RuntimeException | Error e) {
            if (!isCancelled()) {
                fail(e);
            }
        }
    }

    private void accept(ChatEvent event) {
        if (isCancelled()) {
            return;
        }
        answer.accept(event);
        switch (event) {
            case ChatEvent.Delta delta -> tell(delta);
            case ChatEvent.Thinking thought -> tell(thought);
            case ChatEvent.Done _, ChatEvent.Failed _ -> {} // told once the model has returned
        }
    }

    private void tell(ChatEvent.Delta delta) {
        if (!delta.text().isEmpty()) {
            guarded(() ->
                    handler.onPartialResponse(new PartialResponse(delta.text()), new PartialResponseContext(this)));
        }
    }

    private void tell(ChatEvent.Thinking thought) {
        if (!thought.text().isEmpty()) {
            guarded(() ->
                    handler.onPartialThinking(new PartialThinking(thought.text()), new PartialThinkingContext(this)));
        }
    }

    private void end() {
        if (isCancelled()) {
            return;
        }
        ChatResponse response = answer.response();
        List<ToolExecutionRequest> calls = response.aiMessage().toolExecutionRequests();
        for (int i = 0; i < calls.size(); i++) {
            var call = new CompleteToolCall(i, calls.get(i));
            guarded(() -> handler.onCompleteToolCall(call));
        }
        guarded(() -> handler.onCompleteResponse(response));
    }

    /** What a callback throws is told to the handler, as LangChain4j wants it, and the answer goes on. */
    private void guarded(Runnable callback) {
        try {
            callback.run();
        } catch (RuntimeException | Error e) {
            fail(e);
        }
    }

    private void fail(Throwable failure) {
        try {
            handler.onError(failure);
        } catch (RuntimeException | Error e) {
            LOG.log(System.Logger.Level.WARNING, "onError threw, nobody is left to tell", e);
        }
    }
}
