package io.joute.cli;

import io.joute.engine.VocabularyReader;
import io.joute.engine.checkpoint.Checkpoint;
import io.joute.engine.checkpoint.Checkpoints;
import io.joute.engine.tokenizer.Tokenizer;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code joute inspect}: what is in a checkpoint, and what running it would take. */
@Command(
        name = "inspect",
        description = {
            "Show what is in a model's file and what running it would take.",
            "",
            "Nothing is computed: a file of any size answers at once. What would keep the model from running is said at"
                    + " the end, and the exit code is then 1."
        },
        footer = {
            "",
            "Examples:",
            "  joute inspect model.gguf",
            "  joute inspect model.gguf --tensors",
            "  joute inspect model.gguf --tokens \"Portez ce vieux whisky\""
        })
final class InspectCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    ArenaOptions options = new ArenaOptions();

    @Parameters(
            paramLabel = "MODEL",
            description = "A GGUF file, a Hugging Face folder, or the id of an installed model.")
    String model = "";

    @Option(names = "--tensors", description = "List every tensor.")
    boolean tensors;

    @Option(names = "--tokens", paramLabel = "TEXT", description = "Show the pieces of a text instead.")
    @Nullable
    String text;

    @Option(names = "--json", description = "Write JSON, tensors included.")
    boolean json;

    InspectCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        Settings settings = new SettingsReader(surroundings).conclude(options.given());
        Path path = ModelFile.named(model, settings).path();
        try (Checkpoint checkpoint = Checkpoints.open(path, Runtime.getRuntime().maxMemory())) {
            if (text != null) {
                pieces(VocabularyReader.tokenizer(checkpoint.metadata()), text);
                return Exit.OK.code();
            }
            Inspection found = Inspection.of(checkpoint);
            if (json) {
                Json.write(surroundings.out(), found);
            } else {
                print(found);
            }
            return (found.problems().isEmpty() ? Exit.OK : Exit.FAILURE).code();
        }
    }

    /** One record for each token of a text. */
    record Piece(int id, String piece) {}

    private void pieces(Tokenizer tokenizer, String input) {
        List<Piece> pieces = Arrays.stream(tokenizer.encode(input))
                .mapToObj(id -> new Piece(id, tokenizer.piece(id)))
                .toList();
        if (json) {
            Json.write(surroundings.out(), pieces);
            return;
        }
        surroundings
                .out()
                .println(pieces.stream()
                        .map(piece -> "[" + OneLine.escaped(piece.piece) + "]")
                        .collect(Collectors.joining()));
        surroundings
                .out()
                .println(pieces.size() + " tokens: "
                        + pieces.stream().map(piece -> String.valueOf(piece.id)).collect(Collectors.joining(" ")));
    }

    private void print(Inspection found) {
        PrintStream out = surroundings.out();
        out.println(found.file());
        out.println("  family      " + found.family().orElse("unknown"));
        out.println("  parameters  " + Quantities.parameters(found.parameters() / 1e9) + ", size " + found.sizeClass());
        out.println("  weights     " + bytes(found.weightBytes()) + " in " + types(found));
        found.contextLength().ifPresent(length -> out.println("  context     " + length + " tokens"));
        metadata(found, out);
        if (tensors) {
            tensors(found, out);
        }
        memory(found, out);
        list("Tensors that a text model has no use for:", found.ignored(), out);
        list("Odd, but legal:", found.warnings(), out);
        list("It would not run:", found.problems(), out);
    }

    private static String types(Inspection found) {
        return found.types().entrySet().stream()
                .map(type ->
                        type.getKey() + " (" + Quantities.significant(100.0 * type.getValue() / all(found), 3) + " %)")
                .collect(Collectors.joining(", "));
    }

    private static long all(Inspection found) {
        return found.types().values().stream().mapToLong(Long::longValue).sum();
    }

    private static void metadata(Inspection found, PrintStream out) {
        out.println();
        found.keys().forEach((key, value) -> out.println("  " + key + " = " + value));
    }

    private static void tensors(Inspection found, PrintStream out) {
        out.println();
        Table table = new Table("tensor", "shape", "type", "size");
        for (Inspection.Tensor tensor : found.tensors()) {
            String shape = tensor.shape().stream().map(String::valueOf).collect(Collectors.joining(" × "));
            table.add(OneLine.escaped(tensor.name()), shape, tensor.type(), bytes(tensor.bytes()));
        }
        table.print(out);
    }

    private static void memory(Inspection found, PrintStream out) {
        if (found.memory().isEmpty()) {
            return;
        }
        out.println();
        Table table = new Table("memory for a conversation of", "F32", "F16", "Q8_0");
        for (Inspection.Room room : found.memory()) {
            table.add(room.context() + " tokens", bytes(room.f32()), bytes(room.f16()), bytes(room.q8()));
        }
        table.print(out);
    }

    private static void list(String title, List<String> lines, PrintStream out) {
        if (!lines.isEmpty()) {
            out.println();
            out.println(title);
            lines.forEach(line -> out.println("  " + OneLine.escaped(line)));
        }
    }

    private static String bytes(long bytes) {
        double mebibytes = bytes / (double) (1 << 20);
        return mebibytes < 1024
                ? String.format(Locale.ROOT, "%.1f MiB", mebibytes)
                : String.format(Locale.ROOT, "%.1f GiB", mebibytes / 1024);
    }
}
