package io.joute.base.chat;

import java.util.List;
import java.util.Objects;

/** One step of an answer. A stream is any number of deltas and thoughts, then exactly one done or failed. */
public sealed interface ChatEvent {
    /** More of the answer: whole characters only. */
    record Delta(String text) implements ChatEvent {
        public Delta {
            Objects.requireNonNull(text, "text");
        }
    }

    /** More of the model's reasoning, kept apart from the answer. */
    record Thinking(String text) implements ChatEvent {
        public Thinking {
            Objects.requireNonNull(text, "text");
        }
    }

    /**
     * The answer is over.
     *
     * @param finishReason why it is over
     * @param usage what it took
     * @param toolCalls what the model asks for before it goes on; most often nothing
     */
    record Done(FinishReason finishReason, Usage usage, List<ToolCall> toolCalls) implements ChatEvent {
        public Done {
            Objects.requireNonNull(finishReason, "finishReason");
            Objects.requireNonNull(usage, "usage");
            toolCalls = List.copyOf(toolCalls);
        }

        /** The end of an answer that asks for nothing. */
        public Done(FinishReason finishReason, Usage usage) {
            this(finishReason, usage, List.of());
        }
    }

    /** The answer failed; what came before is partial. */
    record Failed(ChatException failure) implements ChatEvent {
        public Failed {
            Objects.requireNonNull(failure, "failure");
        }
    }
}
