package io.joute.arena.duel;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Finds models that come in for those that fail: at the first turn only, once a side, never for one that the visitor
 * picked. Its turn's lock guards it.
 */
final class Substitutes {
    private static final System.Logger LOG = System.getLogger(Substitutes.class.getName());

    private final Grounds grounds;
    private final Draws draws;
    private final Ledger ledger;
    private final SelfNamings namings;
    private final Recorder recorder;
    private final Set<String> left = new HashSet<>();
    private final Set<Side> swapped = EnumSet.noneOf(Side.class);
    private Duel duel;

    /** What substitutes are found and recorded with. */
    record Tools(Grounds grounds, Draws draws, Ledger ledger, SelfNamings namings) {}

    /** For the last turn of {@code duel}. */
    Substitutes(Duel duel, Tools tools, Recorder recorder) {
        this.duel = duel;
        this.grounds = tools.grounds;
        this.draws = tools.draws;
        this.ledger = tools.ledger;
        this.namings = tools.namings;
        this.recorder = recorder;
        this.swapped.addAll(duel.swapped());
    }

    /** Record the failure and who comes in, and give what to ask of it. */
    Optional<Turns.Call> next(Side side, String written, LiveAnswer.Ending.Broken failure) {
        if (duel.turns().size() > 1
                || swapped.contains(side)
                || duel.opened().picks().contains(duel.modelId(side))) {
            return Optional.empty();
        }
        left.add(duel.modelId(side));
        return draws.substitute(duel, side, left).flatMap(in -> recorded(side, written, failure, in));
    }

    private Optional<Turns.Call> recorded(
            Side side, String written, LiveAnswer.Ending.Broken failure, Draws.Substitute in) {
        try {
            return Optional.of(seated(side, written, failure, in));
        } catch (DuelLogException e) {
            LOG.log(System.Logger.Level.ERROR, "a model was not replaced: it could not be recorded: {0}", e.toString());
            return Optional.empty();
        }
    }

    private Turns.Call seated(Side side, String written, LiveAnswer.Ending.Broken failure, Draws.Substitute in) {
        DuelId id = duel.opened().duel();
        String out = duel.modelId(side);
        duel = ledger.append(
                duel,
                new DuelEvent.Failed(
                        id, grounds.clock().instant(), 0, side, written, failure.cause(), failure.retryable()));
        duel = ledger.append(
                duel,
                new DuelEvent.Swapped(
                        id,
                        grounds.clock().instant(),
                        0,
                        side,
                        out,
                        in.contestant().card().id(),
                        in.propensity()));
        swapped.add(side);
        SelfNaming naming = namings.now();
        recorder.seat(side, in.contestant());
        return new Turns.Call(
                new LiveTurn.Seat(side, 1), Optional.of(in.contestant()), Rules.request(duel, 0, side), naming);
    }
}
