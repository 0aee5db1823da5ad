package io.joute.cli;

import io.joute.engine.Engine;
import io.joute.engine.EngineOptions;
import io.joute.engine.tokenizer.Tokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Compares engines on one model, and tells. */
final class CompareRun {
    private static final String WORD = " river";

    private final Surroundings surroundings;
    private final CompareOptions options;
    private final LocalDate date;
    private final Consumer<String> progress;

    CompareRun(Surroundings surroundings, CompareOptions options, LocalDate date, Consumer<String> progress) {
        this.surroundings = surroundings;
        this.options = options;
        this.date = date;
        this.progress = progress;
    }

    /** Let Joute and the others do {@code plan}, of which the model can do all. */
    Comparison of(Path model, BenchPlan plan, EngineOptions engineOptions) throws IOException {
        List<String> absent = new ArrayList<>();
        Subject subject;
        Comparison.Circumstances where;
        try (Engine engine = Engine.open(model, engineOptions)) {
            Tokenizer tokenizer = engine.tokenizer();
            subject = new Subject(
                    model, plan, engine.threads(), tokenizer.vocabularySize(), tokens -> text(tokenizer, tokens));
            where = new Comparison.Circumstances(
                    date,
                    Machine.here(),
                    String.valueOf(model.getFileName()),
                    engine.weightBytes(),
                    engine.threads(),
                    engine.kernelsName());
        }
        List<Peer> peers = options.peers(surroundings, subject, absent);
        if (peers.isEmpty()) {
            throw new CommandFailure(
                    Exit.FAILURE, "no other engine was found to compare with", absent.toArray(String[]::new));
        }
        Peer joute = new JoutePeer(model, plan, engineOptions);
        Comparison comparison = Comparison.of(where, taking(joute, peers).run(), absent);
        if (options.svg != null) {
            Files.writeString(options.svg, new ComparisonChart(comparison).document());
        }
        return comparison;
    }

    private TurnTaking taking(Peer joute, List<Peer> peers) {
        try {
            return new TurnTaking(joute, peers, options.rounds, progress);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(Exit.USAGE, String.valueOf(e.getMessage()), e);
        }
    }

    /** A word, often enough; a vocabulary may want several tokens for it. */
    private static String text(Tokenizer tokenizer, int tokens) {
        int each = Math.max(1, tokenizer.encode(WORD).length);
        return WORD.repeat(Math.max(1, tokens / each));
    }
}
