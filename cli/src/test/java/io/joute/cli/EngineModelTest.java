package io.joute.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.joute.base.chat.ChatEvent;
import io.joute.base.chat.ChatRequest;
import io.joute.base.chat.GenerationSettings;
import io.joute.base.chat.Message;
import io.joute.distill.demo.DemoModels;
import io.joute.engine.EngineOptions;
import io.joute.engine.kernel.WorkerPool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model that is opened when it is first asked. */
final class EngineModelTest {
    private static final ChatRequest QUESTION = new ChatRequest(
            List.of(Message.user("Quelle est la capitale de l’Espagne ?")),
            GenerationSettings.DEFAULT.withMaxOutputTokens(5));

    @TempDir
    Path folder;

    private final AtomicInteger running = new AtomicInteger();
    private final List<Integer> seen = new ArrayList<>();

    @Test
    void isCountedWhileItAnswersAndNoLonger() throws IOException {
        ChatEvent end = ask(DemoModels.install(folder).getFirst().file());

        assertThat(end).isInstanceOf(ChatEvent.Done.class);
        assertThat(seen).hasSizeGreaterThan(1).containsOnly(1);
        assertThat(running).hasValue(0);
    }

    @Test
    void isNoLongerCountedWhenItsFileIsRefused() throws IOException {
        ChatEvent end = ask(Files.writeString(folder.resolve("broken.gguf"), "no model"));

        assertThat(end).isInstanceOf(ChatEvent.Failed.class);
        assertThat(seen).containsExactly(1);
        assertThat(running).hasValue(0);
    }

    private ChatEvent ask(Path file) {
        List<ChatEvent> events = new ArrayList<>();
        try (WorkerPool pool = new WorkerPool(1);
                EngineModel model = new EngineModel(
                        "m", file, Optional.empty(), EngineOptions.defaults().withPool(pool), running)) {
            model.stream(QUESTION, event -> {
                seen.add(running.get());
                events.add(event);
            });
        }
        return events.getLast();
    }
}
