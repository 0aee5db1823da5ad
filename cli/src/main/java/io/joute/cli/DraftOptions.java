package io.joute.cli;

import io.joute.engine.Drafting;
import java.io.IOException;
import picocli.CommandLine.Option;

/** What guesses how answers go on. */
final class DraftOptions {
    @Option(
            names = "--draft",
            defaultValue = "none",
            paramLabel = "HOW",
            description =
                    "Guess how an answer goes on, and check several tokens at once; no answer changes by it. 'lookup'"
                            + " guesses what followed the same words before, which hastens answers that quote or repeat; a"
                            + " GGUF file, a folder or the id of an installed model, much smaller and of the same vocabulary, guesses"
                            + " what it would say itself; 'none' when not told.")
    String how = "";

    /** That which is meant. */
    Drafting drafting(Settings settings) throws IOException {
        return named(how, settings);
    }

    /** What {@code how} means, here and among the settings. */
    static Drafting named(String how, Settings settings) throws IOException {
        return switch (how) {
            case "none" -> new Drafting.None();
            case "lookup" -> new Drafting.Lookup();
            default -> new Drafting.Model(ModelFile.named(how, settings).path());
        };
    }
}
