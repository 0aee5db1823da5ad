package io.joute.arena.duel;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A duel as its events tell it: a pure fold.
 *
 * @param opened how it began
 * @param turns oldest first
 * @param revealed whether the curtain fell
 * @param size how many events it is made of
 */
public record Duel(DuelEvent.Opened opened, List<Turn> turns, boolean revealed, int size) {
    public Duel {
        turns = List.copyOf(turns);
    }

    /**
     * A prompt and what became of it. A side that has neither answered nor failed is being written, or was when the
     * process ended.
     *
     * @param asked the prompt
     * @param last the last answer or failure of each side
     * @param failures how often each side failed
     * @param vote the vote that counts
     * @param end number of the duel's events up to the last one that is not a vote
     */
    public record Turn(
            DuelEvent.Asked asked,
            Map<Side, Ending> last,
            Map<Side, Integer> failures,
            Optional<DuelEvent.VoteCast> vote,
            int end) {
        public Turn {
            last = Map.copyOf(last);
            failures = Map.copyOf(failures);
        }

        /** The answer of a side, unless it failed or is missing. */
        public Optional<DuelEvent.Answered> answered(Side side) {
            return last.get(side) instanceof Ending.Whole whole ? Optional.of(whole.event()) : Optional.empty();
        }

        /** The failure of a side, unless it answered or is missing. */
        public Optional<DuelEvent.Failed> failed(Side side) {
            return last.get(side) instanceof Ending.Broken broken ? Optional.of(broken.event()) : Optional.empty();
        }

        /** Whether both sides answered. */
        public boolean answered() {
            return answered(Side.LEFT).isPresent() && answered(Side.RIGHT).isPresent();
        }

        /** Whether a side may be asked again: what it lacks can still come. */
        public boolean retryable(Side side) {
            return lacking(side) && !dead(side) && !dead(side.other());
        }

        private boolean lacking(Side side) {
            return answered(side).isEmpty();
        }

        private boolean dead(Side side) {
            return failed(side).map(failure -> !failure.retryable()).orElse(false);
        }
    }

    /** How a side of a turn ended. */
    public sealed interface Ending {
        /** It answered. */
        record Whole(DuelEvent.Answered event) implements Ending {}

        /** It failed. */
        record Broken(DuelEvent.Failed event) implements Ending {}
    }

    /**
     * Fold the events of one duel, oldest first.
     *
     * @throws IllegalArgumentException when they are not the events of one duel in an order that can have happened
     */
    public static Duel of(List<DuelEvent> events) {
        if (events.isEmpty() || !(events.getFirst() instanceof DuelEvent.Opened opened)) {
            throw new IllegalArgumentException("a duel of " + events.size() + " events begins with "
                    + (events.isEmpty()
                            ? "nothing"
                            : events.getFirst().getClass().getSimpleName())
                    + ", expected Opened");
        }
        Duel duel = new Duel(opened, List.of(), false, 1);
        for (DuelEvent event : events.subList(1, events.size())) {
            duel = duel.with(event);
        }
        return duel;
    }

    /** The duel after one more event. */
    public Duel with(DuelEvent event) {
        require(
                event.duel().equals(opened.duel()),
                event,
                "an event of duel " + opened.duel().value());
        return switch (event) {
            case DuelEvent.Opened again -> throw misplaced(again, "only one at the beginning");
            case DuelEvent.Asked asked -> asked(asked);
            case DuelEvent.Answered answered -> ended(answered.turn(), answered.side(), new Ending.Whole(answered));
            case DuelEvent.Failed failed -> ended(failed.turn(), failed.side(), new Ending.Broken(failed));
            case DuelEvent.VoteCast cast -> voted(cast);
            case DuelEvent.Revealed ignored -> new Duel(opened, turns, true, size + 1);
        };
    }

    /** The id of the visitor's cookie hash. */
    public String visitor() {
        return opened.visitor();
    }

    /** The card id of a side. */
    public String modelId(Side side) {
        return side == Side.LEFT ? opened.left() : opened.right();
    }

    /** The last turn; empty only when the process ended between opening and asking. */
    public Optional<Turn> lastTurn() {
        return turns.isEmpty() ? Optional.empty() : Optional.of(turns.getLast());
    }

    /** The last turn that both sides answered: the one a vote may judge. */
    public Optional<Turn> lastAnsweredTurn() {
        return turns.reversed().stream().filter(Turn::answered).findFirst();
    }

    /** Votes that count, oldest turn first. */
    public List<Vote> votes() {
        return turns.stream()
                .flatMap(turn -> turn.vote().stream())
                .map(DuelEvent.VoteCast::vote)
                .toList();
    }

    /** The state when no side is being written. */
    public DuelState stateAtRest() {
        if (revealed) {
            return DuelState.REVEALED;
        }
        Optional<Turn> last = lastTurn();
        if (last.isEmpty() || !last.get().answered()) {
            return DuelState.FAILED;
        }
        return last.get().vote().isPresent() ? DuelState.VOTED : DuelState.ANSWERED;
    }

    /** This duel, if a turn of it is voted. */
    public Optional<VotedDuel> voted() {
        return votes().isEmpty() ? Optional.empty() : Optional.of(new VotedDuel(this));
    }

    private Duel asked(DuelEvent.Asked asked) {
        require(asked.turn() == turns.size(), asked, "turn " + turns.size());
        List<Turn> more = new ArrayList<>(turns);
        more.add(new Turn(asked, Map.of(), Map.of(), Optional.empty(), size + 1));
        return new Duel(opened, more, revealed, size + 1);
    }

    private Duel ended(int index, Side side, Ending ending) {
        Turn turn = turn(index);
        Map<Side, Ending> last = new EnumMap<>(Side.class);
        last.putAll(turn.last());
        last.put(side, ending);
        Map<Side, Integer> failures = new EnumMap<>(Side.class);
        failures.putAll(turn.failures());
        failures.merge(side, ending instanceof Ending.Broken ? 1 : 0, Math::addExact);
        return withTurn(index, new Turn(turn.asked(), last, failures, turn.vote(), size + 1));
    }

    private Duel voted(DuelEvent.VoteCast cast) {
        Turn turn = turn(cast.vote().turn());
        return withTurn(
                cast.vote().turn(),
                new Turn(turn.asked(), turn.last(), turn.failures(), Optional.of(cast), turn.end()));
    }

    private Turn turn(int index) {
        if (index < 0 || index >= turns.size()) {
            throw new IllegalArgumentException("duel " + opened.duel().value() + ": event of turn " + index
                    + ", expected one of its " + turns.size() + " turns");
        }
        return turns.get(index);
    }

    private Duel withTurn(int index, Turn turn) {
        List<Turn> changed = new ArrayList<>(turns);
        changed.set(index, turn);
        return new Duel(opened, changed, revealed, size + 1);
    }

    private void require(boolean holds, DuelEvent event, String expected) {
        if (!holds) {
            throw misplaced(event, expected);
        }
    }

    private IllegalArgumentException misplaced(DuelEvent event, String expected) {
        return new IllegalArgumentException("duel " + opened.duel().value() + ": event " + (size + 1) + " is "
                + event.getClass().getSimpleName() + " of duel " + event.duel().value() + ", expected " + expected);
    }
}
