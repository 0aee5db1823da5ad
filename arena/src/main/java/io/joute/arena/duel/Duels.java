package io.joute.arena.duel;

import io.joute.arena.catalog.ModelCard;
import io.joute.arena.prompt.Subjects;
import io.joute.base.chat.Message;
import io.joute.base.chat.ScoredToken;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All duels of an arena: opens them, has both sides answer, takes votes, lifts curtains.
 *
 * <p>A duel is what the log says; only the turn that runs is in memory. So a duel outlives the process: sides that were
 * being written when it ended have failed and may be asked again. Safe for any number of threads. Every call throws
 * {@link DuelException} for what it refuses, and {@link DuelLogException} when the log fails: then it is unknown whether
 * it took place, and calling again is safe.
 */
public final class Duels implements AutoCloseable {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final Grounds grounds;
    private final DuelSettings settings;
    private final Rules rules;
    private final Draws draws;
    private final Turns turns;
    private final Ledger ledger;
    private final Views views;
    private final SelfNamings namings;
    private final Revisits revisits;
    private final Sharing sharing;
    private final Subjects subjects = new Subjects();
    private final Tryouts tryouts;

    /** Read the log and stand ready. */
    public Duels(Grounds grounds, DuelSettings settings) {
        this.grounds = grounds;
        this.settings = settings;
        this.rules = new Rules(settings);
        Comparisons comparisons = Comparisons.of(grounds.log());
        this.draws = new Draws(grounds, rules, new Pairing(comparisons::count));
        this.turns = new Turns(grounds, settings);
        this.namings = new SelfNamings(grounds.catalog());
        this.views = new Views(namings);
        this.ledger = new Ledger(grounds, turns, comparisons, views);
        this.revisits = new Revisits(draws, settings.timeLimits());
        this.sharing = new Sharing(ledger, grounds);
        this.tryouts = new Tryouts(grounds, rules);
    }

    /** Which modes can be played with the models at hand. */
    public Map<Mode, ModeState> modes() {
        return draws.modes();
    }

    /** The terms that a duel opened now is played under, if any. */
    public Optional<Terms> terms() {
        return grounds.terms().get();
    }

    /** The reasons that voters can tick. */
    public VoteTags tags() {
        return grounds.tags();
    }

    /** The models that can be drawn, and picked in {@link Mode#CHOSEN}. */
    public List<ModelCard> enabled() {
        return draws.enabled();
    }

    /** Draw two models and have both answer the first prompt. */
    public DuelId open(OpenDuel request) {
        String prompt = rules.prompt(request.prompt());
        rules.visitor(request.visitor());
        rules.locale(request.locale());
        DuelEvent.Opened opened = draws.draw(request);
        Duel duel = Duel.begun(opened);
        Map<Side, Contestant> contestants = draws.contestants(duel);
        rules.fits(List.of(List.of(Message.user(prompt))), contestants.values(), outputTokens(duel));
        inPlace(() -> ledger.locked(opened.duel(), () -> {
            ledger.append(opened);
            return askBoth(duel, prompt, contestants);
        }));
        return opened.duel();
    }

    /** Ask a further prompt of both sides. */
    public void ask(DuelId id, String visitor, String typed) {
        String prompt = rules.prompt(typed);
        inPlace(() -> ledger.locked(id, () -> {
            Duel duel = ledger.look(id, visitor).in(DuelState.ANSWERED, DuelState.VOTED);
            if (duel.turns().size() >= settings.maxTurns()) {
                throw Rules.invalid("turn", "is " + duel.turns().size() + ", expected below " + settings.maxTurns());
            }
            Map<Side, Contestant> contestants = draws.contestants(duel);
            rules.fits(
                    Stream.of(Side.values())
                            .map(side -> with(Rules.conversation(duel, side), Message.user(prompt)))
                            .toList(),
                    contestants.values(),
                    outputTokens(duel));
            return askBoth(duel, prompt, contestants);
        }));
    }

    /** End the answers that run, where they are; they are kept, marked cut. Nothing to do when none runs. */
    public void stop(DuelId id, String visitor) {
        Ledger.Seen seen = ledger.locked(id, () -> ledger.look(id, visitor));
        if (seen.state() == DuelState.REVEALED) {
            throw Ledger.wrongState(seen.state());
        }
        stop(seen);
    }

    /** Ask a failed side of the last turn again; if the other side failed too, both, on one clock. */
    public void retry(DuelId id, String visitor, Side side) {
        inPlace(() -> ledger.locked(id, () -> {
            Duel duel = ledger.look(id, visitor).in(DuelState.FAILED);
            Duel.Turn turn = duel.lastTurn().orElseThrow(() -> Ledger.wrongState(DuelState.FAILED));
            if (!turn.retryable(side)) {
                throw Ledger.wrongState(DuelState.FAILED);
            }
            List<Side> lacking = Stream.of(Side.values())
                    .filter(each -> turn.answered(each).isEmpty())
                    .toList();
            return start(withLostSides(duel, turn), lacking, draws.contestants(duel));
        }));
    }

    /** Judge the last answered turn, durably; until the reveal, a later vote for it replaces this one. */
    public void vote(DuelId id, String visitor, Vote vote) {
        vote.tags().values().forEach(grounds.tags()::require);
        ledger.locked(id, () -> {
            Ledger.Seen seen = ledger.look(id, visitor);
            Duel duel = seen.in(DuelState.ANSWERED, DuelState.VOTED, DuelState.FAILED);
            if (vote.turn() >= duel.turns().size()) {
                throw Rules.invalid(
                        "turn",
                        "is " + vote.turn() + ", expected below " + duel.turns().size());
            }
            Duel.Turn last = duel.lastAnsweredTurn().orElseThrow(() -> Ledger.wrongState(seen.state()));
            if (last.asked().turn() != vote.turn()) {
                throw Ledger.wrongState(seen.state());
            }
            boolean same = last.vote().map(cast -> cast.vote().equals(vote)).orElse(false);
            return same
                    ? duel
                    : ledger.append(
                            duel, new DuelEvent.VoteCast(id, grounds.clock().instant(), vote));
        });
    }

    /** Lift the curtain on a voted duel: no vote after this. Again, it gives the same. */
    public Reveal reveal(DuelId id, String visitor) {
        return ledger.locked(id, () -> {
            Ledger.Seen seen = ledger.look(id, visitor);
            Duel duel = seen.in(DuelState.ANSWERED, DuelState.VOTED, DuelState.FAILED, DuelState.REVEALED);
            VotedDuel voted = duel.voted().orElseThrow(() -> Ledger.wrongState(seen.state()));
            return Reveal.of(duel.revealed() ? voted : unveiled(voted), grounds.catalog());
        });
    }

    /**
     * How likely each token of a revealed answer was, where its model is still here and can say so.
     *
     * @throws io.joute.base.chat.ChatException when the model fails at it
     */
    public Optional<List<ScoredToken>> scores(DuelId id, String visitor, int turn, Side side) {
        Duel duel = ledger.locked(id, () -> ledger.look(id, visitor)).in(DuelState.REVEALED);
        return revisits.scores(duel, turn, side);
    }

    /** Ask the model of a side of a revealed duel again, with the same settings and seed: on this machine it writes the same. */
    public Replay replay(DuelId id, String visitor, int turn, Side side) {
        Duel duel = ledger.locked(id, () -> ledger.look(id, visitor)).in(DuelState.REVEALED);
        Optional<Revisits.Again> again = revisits.again(duel, turn, side);
        if (again.isEmpty()) {
            return new Replay.Unavailable();
        }
        enter();
        return revisits.replay(again.get(), turns::leave);
    }

    /** Links to reveals. */
    public Sharing sharing() {
        return sharing;
    }

    /** Single models asked by name, for lessons. */
    public Tryouts tryouts() {
        return tryouts;
    }

    /** A duel as its visitor may see it now. */
    public BlindView view(DuelId id, String visitor) {
        return ledger.locked(id, () -> {
            Ledger.Seen seen = ledger.look(id, visitor);
            return views.view(seen.duel(), seen.running(), seen.feed().lastId());
        });
    }

    /**
     * Follow the last turn from the first event after {@code afterEventId}; 0 gives it from its start. An id of an
     * earlier attempt or turn, or one that a restart forgot, gives the last turn from {@link BlindEvent.Started} on.
     */
    public BlindStream events(DuelId id, String visitor, long afterEventId) {
        return new BlindStream(ledger.locked(id, () -> ledger.look(id, visitor)).feed(), afterEventId);
    }

    /** The duels of a visitor, newest first. */
    public List<DuelSummary> history(String visitor) {
        return ledger.of(visitor).stream()
                .filter(seen -> seen.duel().lastTurn().isPresent())
                .map(seen -> Views.summary(seen.duel(), seen.running().isPresent()))
                .toList();
    }

    /** Say what the visitor thinks of one whole answer, or with an empty one take that back; until the reveal. */
    public void react(DuelId id, String visitor, Answer answer, Optional<Reaction> reaction) {
        reaction.map(Reaction::tags).ifPresent(grounds.tags()::require);
        ledger.locked(id, () -> {
            Ledger.Seen seen = ledger.look(id, visitor);
            Duel duel = seen.in(DuelState.ANSWERING, DuelState.ANSWERED, DuelState.VOTED, DuelState.FAILED);
            if (answer.turn() < 0 || answer.turn() >= duel.turns().size()) {
                throw Rules.invalid(
                        "turn",
                        "is " + answer.turn() + ", expected below "
                                + duel.turns().size());
            }
            Duel.Turn turn = duel.turns().get(answer.turn());
            if (turn.answered(answer.side()).isEmpty()) {
                throw Ledger.wrongState(seen.state());
            }
            boolean same =
                    Optional.ofNullable(turn.reactions().get(answer.side())).equals(reaction);
            return same
                    ? duel
                    : ledger.append(
                            duel,
                            new DuelEvent.Reacted(
                                    id, grounds.clock().instant(), answer.turn(), answer.side(), reaction));
        });
    }

    /** Which answer of a duel. */
    public record Answer(int turn, Side side) {}

    /** Take a duel's texts out of the log for good; what it says of the models stays. It is unknown from then on. */
    public void erase(DuelId id, String visitor) {
        stop(ledger.locked(id, () -> ledger.look(id, visitor)));
        ledger.locked(id, () -> erased(ledger.look(id, visitor)));
    }

    /** Erase every duel of a visitor; gives how many. */
    public int eraseAll(String visitor) {
        List<Ledger.Seen> all = ledger.of(visitor);
        all.forEach(seen -> erase(seen.duel().opened().duel(), visitor));
        return all.size();
    }

    /** Erase a duel, whoever's it is, for who runs this arena: one that runs is stopped first; false when there is none. */
    public boolean erase(DuelId id) {
        ledger.locked(id, () -> ledger.find(id)).ifPresent(this::stop);
        return ledger.locked(id, () -> ledger.find(id).map(this::erased).orElse(false));
    }

    /** Erase the duel that was revealed with this receipt, whoever asks; false when there is none. */
    public boolean erase(Receipt receipt) {
        return grounds.log()
                .duelOf(receipt)
                .map(id -> ledger.locked(
                        id, () -> ledger.find(id).map(this::erased).orElse(false)))
                .orElse(false);
    }

    /** End what runs, so that it may be asked again after a restart; wait for it at most 10 s. */
    @Override
    public void close() {
        turns.close();
    }

    private Duel askBoth(Duel duel, String prompt, Map<Side, Contestant> contestants) {
        DuelId id = duel.opened().duel();
        Duel asked = ledger.append(
                duel,
                new DuelEvent.Asked(
                        id, grounds.clock().instant(), duel.turns().size(), prompt, Optional.of(subjects.of(prompt))));
        return start(asked, List.of(Side.values()), contestants);
    }

    /** Sides that the process lost while they were written get their failure, so that no attempt goes unrecorded. */
    private Duel withLostSides(Duel duel, Duel.Turn turn) {
        Duel known = duel;
        for (Side side : Side.values()) {
            if (!turn.last().containsKey(side)) {
                known = ledger.append(
                        known,
                        new DuelEvent.Failed(
                                duel.opened().duel(),
                                grounds.clock().instant(),
                                turn.asked().turn(),
                                side,
                                "",
                                "the process ended while the answer was written",
                                true));
            }
        }
        return known;
    }

    private Duel start(Duel duel, List<Side> sides, Map<Side, Contestant> contestants) {
        Duel.Turn turn = duel.turns().getLast();
        int index = turn.asked().turn();
        SelfNaming naming = namings.now();
        List<Turns.Call> calls = sides.stream()
                .map(side -> new Turns.Call(
                        new LiveTurn.Seat(side, 0),
                        Optional.ofNullable(contestants.get(side)),
                        Rules.request(duel, index, side),
                        naming))
                .toList();
        Map<Side, DuelEvent.Answered> kept = new EnumMap<>(Side.class);
        for (Side side : Side.values()) {
            turn.answered(side).ifPresent(answer -> kept.put(side, answer));
        }
        Recorder recorder = new Recorder(duel, contestants, naming, grounds, ledger::append);
        Substitutes substitutes =
                new Substitutes(duel, new Substitutes.Tools(grounds, draws, ledger, namings), recorder);
        turns.start(
                duel.opened().duel(),
                new LiveTurn(index, new Feed(Views.base(duel)), recorder, settings),
                new Turns.Cast(calls, kept, naming, substitutes));
        return duel;
    }

    private VotedDuel unveiled(VotedDuel voted) {
        DuelEvent.Revealed fall = new DuelEvent.Revealed(
                voted.duel().opened().duel(), grounds.clock().instant(), Optional.of(Receipt.fresh(grounds.random())));
        return new VotedDuel(ledger.append(voted.duel(), fall));
    }

    private boolean erased(Ledger.Seen seen) {
        seen.in(DuelState.ANSWERED, DuelState.VOTED, DuelState.FAILED, DuelState.REVEALED);
        ledger.erase(seen.duel().opened().duel());
        return true;
    }

    private void stop(Ledger.Seen seen) {
        turns.of(seen.duel().opened().duel()).ifPresent(this::stop);
    }

    private void stop(LiveTurn turn) {
        turn.stop(grounds.pulse().nanos());
        try {
            turn.awaitOver(settings.timeLimits().stop());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static int outputTokens(Duel duel) {
        return duel.opened().settings().maxOutputTokens();
    }

    private static List<Message> with(List<Message> messages, Message last) {
        List<Message> all = new ArrayList<>(messages);
        all.add(last);
        return all;
    }

    /** Do what starts a turn, in a place among the turns that run; the place is given back if it does not start. */
    private void inPlace(Runnable start) {
        enter();
        boolean started = false;
        try {
            start.run();
            started = true;
        } finally {
            if (!started) {
                turns.leave();
            }
        }
    }

    private void enter() {
        if (!turns.enter()) {
            throw new DuelException(
                    settings.maxRunning() + " turns are running, the most this arena allows; try again in "
                            + RETRY_AFTER,
                    new DuelException.Reason.Busy(RETRY_AFTER));
        }
    }
}
