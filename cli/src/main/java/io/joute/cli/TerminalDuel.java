package io.joute.cli;

import io.joute.arena.duel.BlindEvent;
import io.joute.arena.duel.BlindStream;
import io.joute.arena.duel.BlindView;
import io.joute.arena.duel.Choice;
import io.joute.arena.duel.DuelId;
import io.joute.arena.duel.DuelState;
import io.joute.arena.duel.Duels;
import io.joute.arena.duel.OpenDuel;
import io.joute.arena.duel.Reveal;
import io.joute.arena.duel.Side;
import io.joute.arena.duel.Vote;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A duel played line by line: prompt, two answers, vote, curtain. */
final class TerminalDuel {
    /** Below this width two columns would be too narrow to read: the answers follow each other. */
    private static final int TWO_COLUMNS = 80;

    private static final Duration GLANCE = Duration.ofSeconds(1);
    private static final Map<String, Choice> CHOICES =
            Map.of("a", Choice.A, "b", Choice.B, "=", Choice.BOTH_GOOD, "x", Choice.BOTH_BAD, "?", Choice.ABSTAIN);

    private final Duels duels;
    private final String visitor;
    private final Conversation conversation;
    private final PrintStream out;

    /** Play in these duels, as this visitor. */
    TerminalDuel(Duels duels, String visitor, Conversation conversation) {
        this.duels = duels;
        this.visitor = visitor;
        this.conversation = conversation;
        this.out = conversation.out();
    }

    /** Play one from its first prompt to the reveal; empty when the person leaves before the vote. */
    Optional<Reveal> play(OpenDuel opening) throws IOException, InterruptedException {
        DuelId id = duels.open(opening);
        show(id);
        while (true) {
            BlindView view = duels.view(id, visitor);
            Optional<String> said = conversation.ask(question(view));
            if (said.isEmpty()) {
                return Optional.empty();
            }
            String line = said.get().strip();
            Choice choice = CHOICES.get(line);
            if (choice != null && view.state() != DuelState.FAILED) {
                duels.vote(id, visitor, new Vote(view.turns().size() - 1, choice, Map.of()));
                return Optional.of(duels.reveal(id, visitor));
            }
            answer(view, line);
        }
    }

    private void answer(BlindView view, String line) throws InterruptedException {
        if (line.equals("r") && view.state() == DuelState.FAILED) {
            retry(view);
            show(view.id());
        } else if (line.length() > 1 && view.state() != DuelState.FAILED) {
            duels.ask(view.id(), visitor, line);
            show(view.id());
        } else {
            out.println("That is no answer to the question.");
        }
    }

    private static String question(BlindView view) {
        return view.state() == DuelState.FAILED
                ? "A side failed. r asks it again; Ctrl-D leaves: "
                : "Which do you prefer? a, b, = both good, x both bad, ? cannot tell; or ask further: ";
    }

    private void retry(BlindView view) {
        BlindView.Turn last = view.turns().getLast();
        for (Side side : Side.values()) {
            if (last.answer(side).retryable()) {
                duels.retry(view.id(), visitor, side);
                return;
            }
        }
        throw new CommandFailure(Exit.FAILURE, "a model failed and cannot be asked again: start another duel");
    }

    private void show(DuelId id) throws InterruptedException {
        out.println();
        try (BlindStream events = duels.events(id, visitor, 0)) {
            if (conversation.columns() >= TWO_COLUMNS) {
                sideBySide(events);
            } else {
                oneByOne(events);
            }
        }
        out.println();
        out.flush();
    }

    private void sideBySide(BlindStream events) throws InterruptedException {
        var columns = new SideBySide(conversation.columns());
        out.println(columns.heading("A", "B"));
        while (!events.ended()) {
            events.next(GLANCE).ifPresent(event -> print(rows(columns, event)));
        }
    }

    private static List<String> rows(SideBySide columns, BlindEvent event) {
        return switch (event) {
            case BlindEvent.Started ignored -> List.of();
            case BlindEvent.Delta delta -> columns.write(delta.side(), delta.text());
            case BlindEvent.Done done -> columns.end(done.side());
            case BlindEvent.Failed failed -> {
                columns.write(failed.side(), "\n[this answer failed]");
                yield columns.end(failed.side());
            }
            case BlindEvent.Answered ignored -> List.of();
        };
    }

    private void oneByOne(BlindStream events) throws InterruptedException {
        var texts = Map.of(Side.LEFT, new StringBuilder(), Side.RIGHT, new StringBuilder());
        while (!events.ended()) {
            events.next(GLANCE).ifPresent(event -> collect(texts, event));
        }
        for (Side side : Side.values()) {
            out.println(side == Side.LEFT ? "A" : "B");
            out.println(Wrapping.safe(String.valueOf(texts.get(side))).strip());
            out.println();
        }
    }

    private static void collect(Map<Side, StringBuilder> texts, BlindEvent event) {
        switch (event) {
            case BlindEvent.Started ignored -> texts.values().forEach(text -> text.setLength(0));
            case BlindEvent.Delta delta -> append(texts, delta.side(), delta.text());
            case BlindEvent.Failed failed -> append(texts, failed.side(), "\n[this answer failed]");
            case BlindEvent.Done ignored -> {}
            case BlindEvent.Answered ignored -> {}
        }
    }

    private static void append(Map<Side, StringBuilder> texts, Side side, String text) {
        StringBuilder all = texts.get(side);
        if (all != null) {
            all.append(text);
        }
    }

    private void print(List<String> rows) {
        rows.forEach(out::println);
        out.flush();
    }
}
