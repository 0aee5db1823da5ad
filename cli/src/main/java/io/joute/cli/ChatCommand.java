package io.joute.cli;

import io.joute.arena.energy.Meter;
import io.joute.arena.energy.Meters;
import io.joute.arena.energy.PowercapMeter;
import io.joute.base.chat.ChatException;
import io.joute.base.chat.GenerationSettings;
import io.joute.base.chat.Message;
import io.joute.engine.Drafting;
import io.joute.engine.Engine;
import io.joute.engine.EngineOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code joute chat}: a conversation with one model. */
@Command(
        name = "chat",
        description = {
            "Talk with a model.",
            "",
            "Each line is a message; Ctrl-C stops an answer, Ctrl-D leaves, /new starts afresh. Without a terminal, the"
                    + " lines of standard input are the messages."
        },
        footer = {
            "",
            "Examples:",
            "  joute chat joute-demo-3m",
            "  joute chat model.gguf --temperature 0 --system \"Answer in one sentence.\"",
            "  joute chat llama-3.1-8b.gguf --draft llama-3.2-1b.gguf",
            "  echo 'What is 7 + 5?' | joute chat joute-demo-3m"
        })
final class ChatCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    ModelOptions options = new ModelOptions();

    @Mixin
    SamplingOptions sampling = new SamplingOptions();

    @Option(names = "--system", paramLabel = "TEXT", description = "What the model is told before the conversation.")
    @Nullable
    String system;

    @Mixin
    DraftOptions draft = new DraftOptions();

    ChatCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        GenerationSettings settings = sampling.settings();
        ModelFile file = options.file(surroundings);
        Drafting drafting = draft.drafting(options.settings(surroundings));
        try (Engine engine = options.open(
                        surroundings, file, 1, EngineOptions.defaults().withDrafting(drafting));
                ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("meter").factory());
                Conversation conversation = Conversation.in(surroundings)) {
            Meter meter = Meters.best(
                            PowercapMeter.ROOT, options.settings(surroundings).watts(), timer)
                    .meter();
            var answering = new Answering(engine.chatModel(file.id()), settings, meter, surroundings);
            talk(conversation, answering);
        }
        return Exit.OK.code();
    }

    private void talk(Conversation conversation, Answering answering) throws IOException {
        List<Message> messages = fresh();
        for (Optional<String> line = conversation.ask("> "); line.isPresent(); line = conversation.ask("> ")) {
            String said = line.get().strip();
            if (said.equals("/new")) {
                messages = fresh();
            } else if (!said.isEmpty()) {
                messages = answered(messages, said, conversation, answering);
            }
        }
    }

    /** A failure ends a pipe's conversation; a person may go on without the message that failed. */
    private List<Message> answered(List<Message> before, String said, Conversation conversation, Answering answering) {
        List<Message> messages = new ArrayList<>(before);
        messages.add(Message.user(said));
        try {
            conversation.interruptible(() -> answering.answer(messages));
        } catch (ChatException e) {
            if (!surroundings.interactive()) {
                throw e;
            }
            surroundings.err().println("joute chat: " + e.getMessage() + " (/new starts afresh)");
            return before;
        }
        messages.add(Message.assistant(answering.lastAnswer()));
        return messages;
    }

    private List<Message> fresh() {
        List<Message> messages = new ArrayList<>();
        if (system != null) {
            messages.add(Message.system(system));
        }
        return messages;
    }
}
