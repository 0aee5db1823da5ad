package io.joute.cli;

import io.joute.engine.Drafting;
import java.io.IOException;
import picocli.CommandLine.Option;

/** What guesses how answers go on. */
final class DraftOptions {
    static final String NONE = "none";
    static final String LOOKUP = "lookup";

    @Option(
            names = "--draft",
            defaultValue = NONE,
            paramLabel = "HOW",
            description =
                    "Guess how an answer goes on, and check several tokens at once; no answer changes by it. 'lookup'"
                            + " guesses what followed the same words before, which hastens answers that quote or repeat; a"
                            + " GGUF file, a folder or the id of an installed model, much smaller and of the same vocabulary, guesses"
                            + " what it would say itself; 'none' when not told.")
    String how = "";

    /** That which is meant. */
    Drafting drafting(Settings settings) throws IOException {
        return switch (how) {
            case NONE -> new Drafting.None();
            case LOOKUP -> new Drafting.Lookup();
            default -> new Drafting.Model(ModelFile.named(how, settings).path());
        };
    }
}
