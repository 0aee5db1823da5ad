package io.joute.cli;

import io.joute.engine.DraftBench;
import io.joute.engine.DraftBench.Question;
import io.joute.engine.DraftBench.Written;
import io.joute.engine.Drafting;
import io.joute.engine.Engine;
import io.joute.engine.EngineOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What guesses are measured by {@code joute bench}, and at which answers. */
final class DraftBenchOptions {
    private static final List<String> QUESTIONS = List.of(
            "Why is the sky blue?",
            "Repeat word for word: The Seine flows through Paris, and the Loire through Nantes; both end in the Atlantic.",
            "Write a Java record of a point with x and y, then the same record with z as well.",
            "Raconte l'histoire d'un chevalier qui a peur du noir.");

    @Mixin
    DraftOptions draft = new DraftOptions();

    @Option(
            names = "--ask",
            paramLabel = "TEXT",
            description = "A question to measure --draft at; may be told several times. Four questions when not told.")
    List<String> questions = List.of();

    @Option(
            names = "--temperature",
            defaultValue = "0",
            paramLabel = "T",
            description = "Of the answers that --draft is measured at; 0 when not told.")
    double temperature;

    /** Whether guesses are to be measured, and nothing else. */
    boolean asked() {
        return !draft.how.equals(DraftOptions.NONE);
    }

    /** Measure {@code runs} answers of at most {@code tokens} with and without guesses in turn, after one of each. */
    DraftResult measure(ModelFile file, EngineOptions options, BenchPlan plan, Consumer<String> progress) {
        try (Engine engine = Engine.open(file.path(), options)) {
            DraftBench bench = DraftBench.of(engine);
            List<DraftResult.Answer> answers = new ArrayList<>();
            for (String text : questions.isEmpty() ? QUESTIONS : questions) {
                progress.accept(text);
                answers.add(answer(bench, new Question(text, plan.tokens(), temperature), plan.runs()));
            }
            Spread all = Spread.of(answers.stream()
                    .flatMap(answer -> answer.ratio().runs().stream())
                    .toList());
            return new DraftResult(
                    file.id(),
                    shown(options.drafting()),
                    Machine.here(),
                    engine.kernelsName(),
                    engine.threads(),
                    temperature,
                    answers,
                    all);
        }
    }

    private static String shown(Drafting drafting) {
        return switch (drafting) {
            case Drafting.None _ -> DraftOptions.NONE;
            case Drafting.Lookup _ -> DraftOptions.LOOKUP;
            case Drafting.Model(Path file) -> String.valueOf(file.getFileName());
        };
    }

    private static DraftResult.Answer answer(DraftBench bench, Question question, int runs) {
        bench.plainly(question);
        bench.guessing(question);
        List<Written> without = new ArrayList<>();
        List<Written> with = new ArrayList<>();
        for (int run = 0; run < runs; run++) {
            without.add(bench.plainly(question));
            with.add(bench.guessing(question));
        }
        if (without.getFirst().tokens() < 2) {
            throw new CommandFailure(
                    Exit.FAILURE, "the answer to '" + question.text() + "' has one token only: --ask another question");
        }
        return DraftResult.Answer.of(question.text(), without, with);
    }

    /** What guesses. */
    Drafting drafting(Settings settings) throws IOException {
        return draft.drafting(settings);
    }
}
