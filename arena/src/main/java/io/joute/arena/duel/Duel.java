package io.joute.arena.duel;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A duel as its events tell it: a pure fold.
 *
 * @param opened how it began; after a swap, with the model that came in
 * @param turns oldest first
 * @param swapped sides whose model was replaced
 * @param curtain its fall, if it fell
 * @param erased whether its texts were taken back
 * @param size how many events it is made of
 */
public record Duel(
        DuelEvent.Opened opened,
        List<Turn> turns,
        Set<Side> swapped,
        Optional<DuelEvent.Revealed> curtain,
        boolean erased,
        int size) {
    public Duel {
        turns = List.copyOf(turns);
        swapped = Set.copyOf(swapped);
    }

    /** A duel that has just begun. */
    static Duel begun(DuelEvent.Opened opened) {
        return new Duel(opened, List.of(), Set.of(), Optional.empty(), false, 1);
    }

    /**
     * A prompt and what became of it. A side that has neither answered nor failed is being written, or was when the
     * process ended.
     *
     * @param asked the prompt
     * @param last the last answer or failure of each side
     * @param failures how often each side failed
     * @param vote the vote that counts
     * @param reactions what the voter thinks of single answers
     * @param end number of the duel's events up to the last one that is neither a vote nor a reaction
     */
    public record Turn(
            DuelEvent.Asked asked,
            Map<Side, Ending> last,
            Map<Side, Integer> failures,
            Optional<DuelEvent.VoteCast> vote,
            Map<Side, Reaction> reactions,
            int end) {
        public Turn {
            reactions = Map.copyOf(reactions);
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
        Duel duel = begun(opened);
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
            case DuelEvent.Swapped swap -> swapped(swap);
            case DuelEvent.VoteCast cast -> voted(cast);
            case DuelEvent.Reacted reacted -> reacted(reacted);
            case DuelEvent.Revealed fall ->
                new Duel(opened, turns, swapped, curtain.or(() -> Optional.of(fall)), erased, size + 1);
            case DuelEvent.Erased ignored -> new Duel(opened, turns, swapped, curtain, true, size + 1);
        };
    }

    /** The id of the visitor's cookie hash. */
    public String visitor() {
        return opened.visitor();
    }

    /** The card id of a side. */
    public String modelId(Side side) {
        return opened.model(side);
    }

    /** Whether the curtain fell. */
    public boolean revealed() {
        return curtain.isPresent();
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
        if (revealed()) {
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
        more.add(new Turn(asked, Map.of(), Map.of(), Optional.empty(), Map.of(), size + 1));
        return new Duel(opened, more, swapped, curtain, erased, size + 1);
    }

    private Duel ended(int index, Side side, Ending ending) {
        Turn turn = turn(index);
        Map<Side, Ending> last = new EnumMap<>(Side.class);
        last.putAll(turn.last());
        last.put(side, ending);
        Map<Side, Integer> failures = new EnumMap<>(Side.class);
        failures.putAll(turn.failures());
        failures.merge(side, ending instanceof Ending.Broken ? 1 : 0, Math::addExact);
        return withTurn(index, new Turn(turn.asked(), last, failures, turn.vote(), turn.reactions(), size + 1));
    }

    /** The failure of the model that left is none of the one that came: its side is being written again. */
    private Duel swapped(DuelEvent.Swapped swap) {
        require(swap.out().equals(modelId(swap.side())), swap, "a swap of " + modelId(swap.side()));
        Turn turn = turn(swap.turn());
        Map<Side, Ending> last = new EnumMap<>(Side.class);
        last.putAll(turn.last());
        last.remove(swap.side());
        Set<Side> sides = EnumSet.of(swap.side());
        sides.addAll(swapped);
        Duel waiting = withTurn(
                swap.turn(), new Turn(turn.asked(), last, turn.failures(), turn.vote(), turn.reactions(), size + 1));
        return new Duel(opened.after(swap), waiting.turns, sides, curtain, erased, size + 1);
    }

    private Duel reacted(DuelEvent.Reacted reacted) {
        Turn turn = turn(reacted.turn());
        Map<Side, Reaction> reactions = new EnumMap<>(Side.class);
        reactions.putAll(turn.reactions());
        reacted.reaction()
                .ifPresentOrElse(
                        reaction -> reactions.put(reacted.side(), reaction), () -> reactions.remove(reacted.side()));
        return withTurn(
                reacted.turn(),
                new Turn(turn.asked(), turn.last(), turn.failures(), turn.vote(), reactions, turn.end()));
    }

    private Duel voted(DuelEvent.VoteCast cast) {
        Turn turn = turn(cast.vote().turn());
        return withTurn(
                cast.vote().turn(),
                new Turn(turn.asked(), turn.last(), turn.failures(), Optional.of(cast), turn.reactions(), turn.end()));
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
        return new Duel(opened, changed, swapped, curtain, erased, size + 1);
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
