package io.joute.cli;

import io.joute.engine.VocabularyReader;
import io.joute.engine.checkpoint.Checkpoints;
import io.joute.engine.checkpoint.StoredCheckpoint;
import io.joute.engine.tokenizer.Tokenizer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code joute tokenize}: a text as its model reads it. */
@Command(
        name = "tokenize",
        description = {
            "Show the tokens of a text.",
            "",
            "The text is the argument, a file, or standard input. Special tokens that it spells stay text."
        },
        footer = {
            "",
            "Examples:",
            "  joute tokenize model.gguf \"Portez ce vieux whisky\"",
            "  joute tokenize model.gguf --file text.txt --json"
        })
final class TokenizeCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    ArenaOptions options = new ArenaOptions();

    @Parameters(
            index = "0",
            paramLabel = "MODEL",
            description = "A GGUF file, a model's folder, or the id of an installed model.")
    String model = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "TEXT", description = "The text.")
    @Nullable
    String text;

    @Option(names = "--file", paramLabel = "FILE", description = "Read the text from this file, in UTF-8.")
    @Nullable
    Path file;

    @Option(names = "--begin", description = "Put the model's begin-of-text token first.")
    boolean begin;

    @Option(names = "--json", description = "Write JSON.")
    boolean json;

    TokenizeCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** Tokens and how the vocabulary spells them. */
    record Result(int count, List<Integer> ids, List<String> pieces) {}

    @Override
    public Integer call() throws IOException {
        Settings settings = new SettingsReader(surroundings).conclude(options.given());
        Tokenizer tokenizer = tokenizer(ModelFile.named(model, settings).path());
        int[] ids = ids(tokenizer, text());
        if (json) {
            List<String> pieces = Arrays.stream(ids).mapToObj(tokenizer::piece).toList();
            Json.write(
                    surroundings.out(),
                    new Result(ids.length, Arrays.stream(ids).boxed().toList(), pieces));
        } else {
            for (int id : ids) {
                surroundings.out().println(id + "\t" + tokenizer.piece(id));
            }
        }
        return Exit.OK.code();
    }

    /** Only the vocabulary is read: a file of any size answers at once. */
    private static Tokenizer tokenizer(Path path) {
        try (StoredCheckpoint checkpoint = Checkpoints.stored(path)) {
            return VocabularyReader.tokenizer(checkpoint.metadata());
        }
    }

    private String text() throws IOException {
        if (text != null && file != null) {
            throw new CommandFailure(Exit.USAGE, "TEXT and --file " + file + " are both given, expected one of them");
        }
        if (text != null) {
            return text;
        }
        return file == null
                ? new String(surroundings.in().readAllBytes(), StandardCharsets.UTF_8)
                : Files.readString(file);
    }

    private int[] ids(Tokenizer tokenizer, String input) {
        int[] ids = tokenizer.encode(input);
        if (!begin) {
            return ids;
        }
        int first = tokenizer
                .beginOfText()
                .orElseThrow(
                        () -> new CommandFailure(Exit.FAILURE, model + ": the vocabulary has no begin-of-text token"));
        return IntStream.concat(IntStream.of(first), Arrays.stream(ids)).toArray();
    }
}
