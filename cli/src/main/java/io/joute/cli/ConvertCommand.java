package io.joute.cli;

import io.joute.engine.Conversion;
import io.joute.engine.Precision;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code joute convert}: a model as one GGUF file, coarser or as it is. */
@Command(
        name = "convert",
        description = {
            "Write a model as one GGUF file.",
            "",
            "The model is a folder of safetensors as Hugging Face publishes them, or a GGUF file that is not quantised;"
                    + " it is read row by row, whatever its size. The result loads in llama.cpp too."
        },
        footer = {
            "",
            "Examples:",
            "  joute convert Llama-3.2-1B-Instruct llama-3.2-1b.q4_k_m.gguf --type q4_k_m",
            "  joute convert model.bf16.gguf model.q8_0.gguf --type q8_0"
        })
final class ConvertCommand implements Callable<Integer> {
    private static final long KIBI = 1024;

    private final Surroundings surroundings;

    @Parameters(index = "0", paramLabel = "MODEL", description = "A folder, or a GGUF file.")
    Path model = Path.of("");

    @Parameters(index = "1", paramLabel = "OUT.gguf", description = "The file to write.")
    Path out = Path.of("");

    @Option(
            names = "--type",
            required = true,
            paramLabel = "TYPE",
            description = "f32, f16, bf16, q8_0, q6_k, q4_k_m or q4_0.")
    String type = "";

    @Option(names = "--force", description = "Replace OUT.gguf if it is there.")
    boolean force;

    @Option(names = "--json", description = "Write JSON.")
    boolean json;

    ConvertCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** What was written. */
    record Result(String model, String file, String type, long bytes) {}

    @Override
    public Integer call() throws IOException {
        Precision precision = Precision.of(type)
                .orElseThrow(
                        () -> new CommandFailure(Exit.USAGE, "--type is '" + type + "', expected one of " + names()));
        long bytes = convert(precision);
        var result = new Result(model.toString(), out.toString(), precision.name(), bytes);
        if (json) {
            Json.write(surroundings.out(), result);
        } else {
            surroundings
                    .out()
                    .println(out + ": " + precision.name() + ", "
                            + String.format(Locale.ROOT, "%.1f MiB", bytes / (double) (KIBI * KIBI)));
        }
        return Exit.OK.code();
    }

    private long convert(Precision precision) throws IOException {
        try (var shown = new ConversionProgress(surroundings)) {
            return Conversion.convert(model, out, precision, force, shown);
        } catch (FileAlreadyExistsException e) {
            throw new CommandFailure(Exit.FAILURE, out + ": there is such a file already: --force replaces it", e);
        }
    }

    private static String names() {
        return Arrays.stream(Precision.values())
                .map(precision -> precision.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }
}
