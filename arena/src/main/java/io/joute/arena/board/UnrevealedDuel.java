package io.joute.arena.board;

import io.joute.arena.duel.Choice;
import io.joute.arena.duel.DuelEvent;
import io.joute.arena.duel.Side;
import io.joute.arena.prompt.Category;
import io.joute.arena.prompt.Subject;
import io.joute.arena.prompt.Subjects;
import io.joute.arena.ranking.Comparison;
import io.joute.arena.ranking.Outcome;
import io.joute.arena.ranking.Style;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a board remembers of a duel until its curtain falls. */
final class UnrevealedDuel {
    private DuelEvent.Opened opened;
    private final Map<Integer, CountedVote> votes = new TreeMap<>();
    private final Map<Integer, Map<Side, Style>> styles = new HashMap<>();
    private final Map<Integer, Subject> subjects = new TreeMap<>();
    private final List<Spent> spent = new ArrayList<>();
    /** The first turn in which an answer said who wrote it. */
    private int unmasked = Integer.MAX_VALUE;

    UnrevealedDuel(DuelEvent.Opened opened) {
        this.opened = opened;
    }

    /** An answer's cost, its text left out. */
    record Spent(String model, DuelEvent.Answered answer) {}

    /** Take the vote of a turn in place of the one before; it compares nothing when the voter cannot tell. */
    void vote(DuelEvent.VoteCast cast) {
        int turn = cast.vote().turn();
        votes.remove(turn);
        outcome(cast.vote().choice()).ifPresent(outcome -> votes.put(turn, counted(cast, outcome)));
    }

    /** From here on, another model plays a side. */
    void swap(DuelEvent.Swapped swap) {
        opened = opened.after(swap);
    }

    /** Take a prompt's subject, known or told by {@code reader}. */
    void ask(DuelEvent.Asked asked, Subjects reader) {
        subjects.put(asked.turn(), asked.subject().orElseGet(() -> reader.of(asked.prompt())));
    }

    /** Take an answer. */
    Spent answer(DuelEvent.Answered answered) {
        if (answered.namesItself()) {
            unmasked = Math.min(unmasked, answered.turn());
        }
        if (!answered.text().isEmpty()) {
            styles.computeIfAbsent(answered.turn(), turn -> new EnumMap<>(Side.class))
                    .put(
                            answered.side(),
                            Style.of(answered.text(), answered.usage().outputTokens()));
        }
        Spent cost = new Spent(opened.model(answered.side()), answered.withoutText());
        spent.add(cost);
        return cost;
    }

    /** One for each turn that was judged. */
    List<CountedVote> votes() {
        return List.copyOf(votes.values());
    }

    List<Spent> spent() {
        return spent;
    }

    private CountedVote counted(DuelEvent.VoteCast cast, Outcome outcome) {
        int turn = cast.vote().turn();
        return new CountedVote(
                cast.duel(),
                turn,
                cast.at(),
                opened.mode(),
                opened.locale(),
                subjectOf(turn),
                turn >= unmasked,
                new Comparison(opened.visitor(), opened.left(), opened.right(), outcome),
                stylesOf(turn),
                CastBy.PEOPLE,
                Optional.empty());
    }

    /**
     * A follow-up such as "and then?" tells little: what it does not tell is that of the prompts before it, or the
     * language of the page.
     */
    private Subject subjectOf(int turn) {
        Optional<String> language = Optional.empty();
        Category category = Category.OTHER;
        for (int at = turn; at >= 0; at--) {
            Subject subject = subjects.getOrDefault(at, Subject.UNKNOWN);
            language = language.or(subject::language);
            category = category == Category.OTHER ? subject.category() : category;
        }
        return new Subject(language.or(() -> Optional.of(opened.locale())), category);
    }

    private Optional<CountedVote.Styles> stylesOf(int turn) {
        Map<Side, Style> found = styles.getOrDefault(turn, Map.of());
        return Optional.ofNullable(found.get(Side.LEFT))
                .flatMap(left ->
                        Optional.ofNullable(found.get(Side.RIGHT)).map(right -> new CountedVote.Styles(left, right)));
    }

    private static Optional<Outcome> outcome(Choice choice) {
        return switch (choice) {
            case A -> Optional.of(Outcome.A);
            case B -> Optional.of(Outcome.B);
            case BOTH_GOOD -> Optional.of(Outcome.TIE);
            case BOTH_BAD -> Optional.of(Outcome.BOTH_BAD);
            case ABSTAIN -> Optional.empty();
        };
    }
}
