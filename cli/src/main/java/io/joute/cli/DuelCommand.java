package io.joute.cli;

import io.joute.arena.duel.Mode;
import io.joute.arena.duel.OpenDuel;
import io.joute.arena.duel.Reveal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code joute duel}: a whole duel in the terminal. */
@Command(
        name = "duel",
        description = {
            "Play a blind duel in the terminal.",
            "",
            "Two hidden models answer your question. Vote, and see who they were and what the answers cost. Without a"
                    + " terminal, the lines of standard input are the question, further questions, and the vote: a, b,"
                    + " = (both good), x (both bad) or ? (cannot tell)."
        },
        footer = {
            "",
            "Examples:",
            "  joute duel",
            "  joute duel --mode big_versus_small \"Quelle est la capitale du Japon ?\"",
            "  printf 'What is 7 + 5?\\na\\n' | joute duel"
        })
final class DuelCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    ArenaOptions options = new ArenaOptions();

    @Parameters(arity = "0..1", paramLabel = "QUESTION", description = "The first question; asked for when not told.")
    @Nullable
    String question;

    @Option(
            names = "--mode",
            defaultValue = "random",
            paramLabel = "NAME",
            description = "random (the default), small_only, big_versus_small, same_family, teacher_student; or chosen,"
                    + " with --with.")
    String mode = "";

    @Option(
            names = "--with",
            paramLabel = "MODEL",
            description = "With --mode chosen, the id of a model that must take part; once or twice.")
    List<String> picks = new ArrayList<>();

    DuelCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Mode drawn = mode();
        Settings settings = new SettingsReader(surroundings).conclude(options.given());
        try (Conversation conversation = Conversation.in(surroundings);
                Arena arena = Arena.open(settings)) {
            String visitor = Visitor.ofThisTerminal(surroundings);
            String prompt =
                    question == null ? conversation.ask("Your question: ").orElse("") : question;
            var opening = new OpenDuel(visitor, prompt, drawn, picks, Visitor.locale(surroundings))
                    .accepting(arena.duels().terms());
            Optional<Reveal> reveal = new TerminalDuel(arena.duels(), visitor, conversation).play(opening);
            if (reveal.isEmpty()) {
                throw new CommandFailure(Exit.FAILURE, "no vote: the models stay hidden");
            }
            RevealText.lines(reveal.get()).forEach(surroundings.out()::println);
        }
        return Exit.OK.code();
    }

    private Mode mode() {
        return Arrays.stream(Mode.values())
                .filter(each -> each.key().equals(mode))
                .findFirst()
                .orElseThrow(() -> new CommandFailure(
                        Exit.USAGE,
                        "--mode is '" + mode + "', expected "
                                + String.join(
                                        ", ",
                                        Arrays.stream(Mode.values())
                                                .map(Mode::key)
                                                .toList())));
    }
}
