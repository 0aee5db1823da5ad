package io.joute.engine;

import io.joute.base.chat.ChatModel;
import io.joute.base.contract.ChatModelContract;
import io.joute.engine.kernel.WorkerPool;
import io.joute.engine.model.Golden;
import io.joute.engine.tensor.ElementType;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The engine's own model keeps the contract of all models. */
final class EmbeddedChatModelContractTest extends ChatModelContract {
    @TempDir
    private Path folder;

    private final WorkerPool pool = new WorkerPool(2);
    private Engine engine;
    private Engine tiny;

    @BeforeEach
    void open() throws IOException {
        Path file = Golden.file(ElementType.Q4_0, folder);
        EngineOptions options = EngineOptions.defaults().withPool(pool);
        engine = Engine.open(file, options);
        tiny = Engine.open(file, options.withContextLength(4));
    }

    @AfterEach
    void close() {
        engine.close();
        tiny.close();
        pool.close();
    }

    @Override
    protected ChatModel answering() {
        return engine.chatModel("golden");
    }

    /** Each answer is some tens of tokens, and only the first of them has come. */
    @Override
    protected ChatModel unhurried() {
        return engine.chatModel("golden");
    }

    /** No prompt fits. */
    @Override
    protected ChatModel failing() {
        return tiny.chatModel("tiny");
    }
}
