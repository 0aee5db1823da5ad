package io.joute.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code joute models}: the parent of what concerns the arena's models; alone it lists them. */
@Command(
        name = "models",
        description = "List the arena's models; fetch, add and remove some.",
        footer = {
            "",
            "Examples:",
            "  joute models list",
            "  joute models pull hf:bartowski/Llama-3.2-1B-Instruct-GGUF:Q8_0",
            "  joute models add Llama-3.2-1B-Instruct-Q8_0.gguf --maker Meta --released 2024-09-25",
            "  joute models remove llama-3.2-1b-instruct-q8-0"
        })
final class ModelsCommand implements Callable<Integer> {
    @Mixin
    final ModelsListCommand list;

    ModelsCommand(Surroundings surroundings) {
        this.list = new ModelsListCommand(surroundings);
    }

    @Override
    public Integer call() throws IOException {
        return list.call();
    }
}
