package io.joute.cli;

import io.joute.engine.Engine;
import io.joute.engine.EngineOptions;
import io.joute.engine.kernel.KernelChoice;
import io.joute.engine.kernel.KvType;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What every command that runs one model can be told. */
final class ModelOptions {
    @Mixin
    ArenaOptions arena = new ArenaOptions();

    @Parameters(paramLabel = "MODEL", description = "A GGUF file, a model's folder, or the id of an installed model.")
    String model = "";

    @Option(
            names = "--context",
            paramLabel = "N",
            description = "Tokens a conversation may take at most; 4096 when not told.")
    @Nullable
    Integer context;

    @Option(
            names = "--kv",
            paramLabel = "TYPE",
            description = "How keys and values of a conversation are kept: ${COMPLETION-CANDIDATES}; F16 when not told,"
                    + " F32 where every digit counts.")
    @Nullable
    KvType kv;

    @Option(
            names = "--kernels",
            paramLabel = "KIND",
            description = "What computes: ${COMPLETION-CANDIDATES}; when not told, the fastest that runs here, or in"
                    + " 'logits' the fastest that rounds no activation to 8 bits.")
    @Nullable
    KernelChoice kernels;

    @Option(names = "--mmap", description = "Run a model larger than memory from disk, slowly, instead of refusing it.")
    boolean mmap;

    /** The file that is meant. */
    ModelFile file(Surroundings surroundings) throws IOException {
        return ModelFile.named(model, settings(surroundings));
    }

    /** Open a model with room for {@code tokens} at least; what was not told is as in {@code usual}. */
    Engine open(Surroundings surroundings, ModelFile file, int tokens, EngineOptions usual) {
        EngineOptions options = usual.withThreads(settings(surroundings).threads());
        if (kv != null) {
            options = options.withKvType(kv);
        }
        if (kernels != null) {
            options = options.withKernels(kernels);
        }
        if (mmap) {
            options = options.runningFromDisk();
        }
        int wanted = context == null ? options.contextLength() : context;
        Engine engine = Engine.open(file.path(), options.withContextLength(Math.max(wanted, tokens)));
        engine.warnings().forEach(warning -> surroundings.err().println("warning: " + OneLine.escaped(warning)));
        return engine;
    }

    Settings settings(Surroundings surroundings) {
        return new SettingsReader(surroundings).conclude(arena.given());
    }
}
