package io.joute.cli;

import io.joute.arena.energy.Measurement;
import io.joute.arena.energy.Meter;
import io.joute.base.chat.ChatEvent;
import io.joute.base.chat.ChatModel;
import io.joute.base.chat.ChatRequest;
import io.joute.base.chat.FinishReason;
import io.joute.base.chat.GenerationSettings;
import io.joute.base.chat.Message;
import io.joute.base.chat.Usage;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;

/** Prints an answer while it comes, then what it took. For one thread. */
final class Answering {
    private final ChatModel model;
    private final GenerationSettings settings;
    private final Meter meter;
    private final PrintStream out;
    private final PrintStream notices;
    private final StringBuilder answer = new StringBuilder();

    /** Answers go to standard output, figures to standard error where output is a pipe. */
    Answering(ChatModel model, GenerationSettings settings, Meter meter, Surroundings surroundings) {
        this.model = model;
        this.settings = settings;
        this.meter = meter;
        this.out = surroundings.out();
        this.notices = surroundings.interactive() ? surroundings.out() : surroundings.err();
    }

    /** The text of the last answer. */
    String lastAnswer() {
        return answer.toString();
    }

    /** Answer the last of {@code messages}; throws the model's failure. */
    void answer(List<Message> messages) {
        answer.setLength(0);
        Meter.Reading reading = meter.start();
        try {
            model.stream(new ChatRequest(messages, settings), event -> print(event, reading));
        } finally {
            reading.stop();
        }
    }

    private void print(ChatEvent event, Meter.Reading reading) {
        switch (event) {
            case ChatEvent.Delta delta -> {
                answer.append(delta.text());
                out.print(Wrapping.safe(delta.text()));
                out.flush();
            }
            case ChatEvent.Thinking ignored -> {}
            case ChatEvent.Done done -> {
                out.println();
                out.flush();
                notices.println(figures(done.usage(), reading.stop()) + ending(done.finishReason()));
                notices.flush();
            }
            case ChatEvent.Failed failed -> {
                out.println();
                throw failed.failure();
            }
        }
    }

    private static String figures(Usage usage, Optional<Measurement> energy) {
        return "[" + Quantities.of(usage)
                + energy.map(measured -> "; " + Quantities.of(measured)).orElse("") + "]";
    }

    private static String ending(FinishReason reason) {
        return switch (reason) {
            case STOP -> "";
            case LENGTH -> " cut: the limit of tokens was reached";
            case CANCELLED -> " stopped";
        };
    }
}
