package io.joute.langchain4j;

import io.joute.base.chat.ChatModel;
import io.joute.distill.demo.DemoModels;
import io.joute.engine.Engine;
import java.io.IOException;
import java.nio.file.Path;

/** The big demo model, running: it knows capitals. */
record DemoModel(Engine engine, ChatModel model) implements AutoCloseable {
    static DemoModel open(Path directory) throws IOException {
        Path file = DemoModels.install(directory).stream()
                .filter(installed -> installed.model().id().equals("joute-demo-3m"))
                .findFirst()
                .orElseThrow()
                .file();
        Engine engine = Engine.open(file);
        return new DemoModel(engine, engine.chatModel("joute-demo-3m"));
    }

    @Override
    public void close() {
        engine.close();
    }
}
