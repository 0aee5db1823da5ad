package io.joute.cli;

import io.joute.engine.Engine;
import io.joute.engine.EngineOptions;
import io.joute.engine.kernel.KernelChoice;
import io.joute.engine.kernel.KvType;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code joute logits}: what the model computes, for comparison with any other engine. */
@Command(
        name = "logits",
        description = {
            "Write the logits after each token of a sequence.",
            "",
            "The file of tokens holds ids, separated by spaces, commas or line ends. The result is raw little-endian"
                    + " float32: positions × vocabulary."
        },
        footer = {"", "Examples:", "  joute logits model.gguf --tokens tokens.txt --out logits.f32"})
final class LogitsCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    ModelOptions options = new ModelOptions();

    @Option(names = "--tokens", required = true, paramLabel = "FILE", description = "The ids to read.")
    Path tokens = Path.of("");

    @Option(names = "--out", required = true, paramLabel = "FILE.f32", description = "Where to write the logits.")
    Path out = Path.of("");

    @Option(names = "--json", description = "Write JSON.")
    boolean json;

    LogitsCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** What was written. */
    record Result(String model, String file, int positions, int vocabulary, String kernels) {}

    @Override
    public Integer call() throws IOException {
        int[] ids = TokenIds.read(tokens);
        ModelFile file = options.file(surroundings);
        EngineOptions exact = EngineOptions.defaults().withKvType(KvType.F32).withKernels(KernelChoice.exact());
        try (Engine engine = options.open(surroundings, file, ids.length, exact)) {
            write(engine, ids);
            report(new Result(
                    file.path().toString(),
                    out.toString(),
                    ids.length,
                    engine.config().vocabularySize(),
                    engine.kernelsName()));
        }
        return Exit.OK.code();
    }

    private void write(Engine engine, int[] ids) throws IOException {
        try (OutputStream stream = new BufferedOutputStream(Files.newOutputStream(out));
                Progress progress = Progress.of(surroundings, "positions", ids.length)) {
            engine.newSession().logits(ids, (position, logits) -> {
                append(stream, logits);
                progress.reached(position + 1L, "");
            });
        } catch (UncheckedIOException e) {
            throw new IOException(out + " cannot be written: " + e.getMessage(), e);
        }
    }

    private static void append(OutputStream stream, float[] logits) {
        ByteBuffer bytes = ByteBuffer.allocate(logits.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(logits);
        try {
            stream.write(bytes.array());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void report(Result result) {
        if (json) {
            Json.write(surroundings.out(), result);
        } else {
            surroundings
                    .out()
                    .println(result.file + ": " + result.positions + " positions × " + result.vocabulary
                            + " logits, little-endian float32, by " + result.kernels);
        }
    }
}
