package io.joute.arena.duel;

import io.joute.arena.catalog.ModelCard;
import io.joute.base.chat.ChatRequest;
import io.joute.base.chat.Message;
import io.joute.base.chat.ScoredToken;
import io.joute.base.chat.ScoringModel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
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
    private static final int STRIPES = 256;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final Grounds grounds;
    private final DuelSettings settings;
    private final Rules rules;
    private final Comparisons comparisons;
    private final Pairing pairing;
    private final Turns turns;
    private final List<ReentrantLock> locks;

    /** Read the log and stand ready. */
    public Duels(Grounds grounds, DuelSettings settings) {
        this.grounds = grounds;
        this.settings = settings;
        this.rules = new Rules(settings);
        this.comparisons = Comparisons.of(grounds.log());
        this.pairing = new Pairing(comparisons::count);
        this.turns = new Turns(grounds, settings);
        this.locks = Stream.generate(ReentrantLock::new).limit(STRIPES).toList();
    }

    /** Which modes can be played with the models at hand. */
    public Map<Mode, ModeState> modes() {
        List<ModelCard> cards = cards();
        Map<Mode, ModeState> states = new EnumMap<>(Mode.class);
        for (Mode mode : Mode.values()) {
            states.put(mode, Pairing.state(cards, mode));
        }
        return Collections.unmodifiableMap(states);
    }

    /** Draw two models and have both answer the first prompt. */
    public DuelId open(OpenDuel request) {
        String prompt = rules.prompt(request.prompt());
        rules.visitor(request.visitor());
        rules.locale(request.locale());
        Pairing.Draw draw = draw(request.mode());
        DuelEvent.Opened opened = opened(request, draw);
        Duel duel = new Duel(opened, List.of(), false, 1);
        Map<Side, Contestant> contestants = contestants(duel);
        rules.fits(List.of(List.of(Message.user(prompt))), contestants.values(), outputTokens(duel));
        inPlace(() -> locked(opened.duel(), () -> {
            append(opened);
            return askBoth(duel, prompt, contestants);
        }));
        return opened.duel();
    }

    /** Ask a further prompt of both sides. */
    public void ask(DuelId id, String visitor, String typed) {
        String prompt = rules.prompt(typed);
        inPlace(() -> locked(id, () -> {
            Duel duel = inState(look(id, visitor), DuelState.ANSWERED, DuelState.VOTED);
            if (duel.turns().size() >= settings.maxTurns()) {
                throw Rules.invalid("turn", "is " + duel.turns().size() + ", expected below " + settings.maxTurns());
            }
            Map<Side, Contestant> contestants = contestants(duel);
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
        Seen seen = locked(id, () -> look(id, visitor));
        if (seen.state() == DuelState.REVEALED) {
            throw wrongState(seen.state());
        }
        turns.of(id).ifPresent(this::stop);
    }

    /** Ask a failed side of the last turn again; if the other side failed too, both, on one clock. */
    public void retry(DuelId id, String visitor, Side side) {
        inPlace(() -> locked(id, () -> {
            Duel duel = inState(look(id, visitor), DuelState.FAILED);
            Duel.Turn turn = duel.lastTurn().orElseThrow(() -> wrongState(DuelState.FAILED));
            if (!turn.retryable(side)) {
                throw wrongState(DuelState.FAILED);
            }
            List<Side> lacking = Stream.of(Side.values())
                    .filter(each -> turn.answered(each).isEmpty())
                    .toList();
            return start(withLostSides(duel, turn), lacking, contestants(duel));
        }));
    }

    /** Judge the last answered turn, durably; until the reveal, a later vote for it replaces this one. */
    public void vote(DuelId id, String visitor, Vote vote) {
        locked(id, () -> {
            Seen seen = look(id, visitor);
            Duel duel = inState(seen, DuelState.ANSWERED, DuelState.VOTED, DuelState.FAILED);
            if (vote.turn() >= duel.turns().size()) {
                throw Rules.invalid(
                        "turn",
                        "is " + vote.turn() + ", expected below " + duel.turns().size());
            }
            Duel.Turn last = duel.lastAnsweredTurn().orElseThrow(() -> wrongState(seen.state()));
            if (last.asked().turn() != vote.turn()) {
                throw wrongState(seen.state());
            }
            boolean same = last.vote().map(cast -> cast.vote().equals(vote)).orElse(false);
            return same
                    ? duel
                    : append(duel, new DuelEvent.VoteCast(id, grounds.clock().instant(), vote));
        });
    }

    /** Lift the curtain on a voted duel: no vote after this. Again, it gives the same. */
    public Reveal reveal(DuelId id, String visitor) {
        return locked(id, () -> {
            Seen seen = look(id, visitor);
            Duel duel = inState(seen, DuelState.ANSWERED, DuelState.VOTED, DuelState.FAILED, DuelState.REVEALED);
            VotedDuel voted = duel.voted().orElseThrow(() -> wrongState(seen.state()));
            if (!duel.revealed()) {
                append(duel, new DuelEvent.Revealed(id, grounds.clock().instant()));
            }
            return Reveal.of(voted, grounds.catalog());
        });
    }

    /**
     * How likely each token of a revealed answer was, where its model is still here and can say so.
     *
     * @throws io.joute.base.chat.ChatException when the model fails at it
     */
    public Optional<List<ScoredToken>> scores(DuelId id, String visitor, int turn, Side side) {
        Duel duel = inState(locked(id, () -> look(id, visitor)), DuelState.REVEALED);
        if (turn < 0 || turn >= duel.turns().size()) {
            throw Rules.invalid(
                    "turn", "is " + turn + ", expected 0 to " + (duel.turns().size() - 1));
        }
        Duel.Turn scored = duel.turns().get(turn);
        Optional<DuelEvent.Answered> answer = scored.answered(side);
        Contestant contestant = contestants(duel).get(side);
        if (answer.isEmpty() || contestant == null || !(contestant.model() instanceof ScoringModel model)) {
            return Optional.empty();
        }
        List<Message> messages = with(
                Rules.conversation(duel.turns().subList(0, turn), side),
                Message.user(scored.asked().prompt()));
        var request = new ChatRequest(messages, duel.opened().settings());
        return Optional.of(model.score(request, answer.get().text()));
    }

    /** A duel as its visitor may see it now. */
    public BlindView view(DuelId id, String visitor) {
        return locked(id, () -> {
            Seen seen = look(id, visitor);
            return Views.view(seen.duel(), seen.running(), seen.feed().lastId());
        });
    }

    /**
     * Follow the last turn from the first event after {@code afterEventId}; 0 gives it from its start. An id of an
     * earlier attempt or turn, or one that a restart forgot, gives the last turn from {@link BlindEvent.Started} on.
     */
    public BlindStream events(DuelId id, String visitor, long afterEventId) {
        return new BlindStream(locked(id, () -> look(id, visitor)).feed(), afterEventId);
    }

    /** The duels of a visitor, newest first. */
    public List<DuelSummary> history(String visitor) {
        return grounds.log().duelsOf(visitor).stream()
                .map(id -> locked(id, () -> look(id, visitor)))
                .filter(seen -> seen.duel().lastTurn().isPresent())
                .map(seen -> Views.summary(seen.duel(), seen.running().isPresent()))
                .toList();
    }

    /** End what runs, so that it may be asked again after a restart; wait for it at most 10 s. */
    @Override
    public void close() {
        turns.close();
    }

    /** A duel as one glance finds it. */
    private record Seen(Duel duel, Optional<LiveTurn.Snapshot> running, Feed feed) {
        DuelState state() {
            return running.isPresent() ? DuelState.ANSWERING : duel.stateAtRest();
        }
    }

    /** The turn first, then the log: a turn that is over is wholly in the log. */
    private Seen look(DuelId id, String visitor) {
        Optional<LiveTurn> turn = turns.of(id);
        Optional<LiveTurn.Snapshot> running = turn.map(LiveTurn::snapshot).filter(snapshot -> !snapshot.over());
        List<DuelEvent> events = grounds.log().read(id);
        if (events.isEmpty()) {
            throw unknown(id);
        }
        Duel duel = Duel.of(events);
        if (!duel.visitor().equals(visitor)) {
            throw unknown(id);
        }
        return new Seen(duel, running, turn.map(LiveTurn::feed).orElseGet(() -> Views.replay(duel)));
    }

    private static Duel inState(Seen seen, DuelState... allowed) {
        if (!List.of(allowed).contains(seen.state())) {
            throw wrongState(seen.state());
        }
        return seen.duel();
    }

    private Pairing.Draw draw(Mode mode) {
        List<ModelCard> cards = cards();
        return switch (Pairing.state(cards, mode)) {
            case ModeState.Enabled ignored ->
                pairing.draw(cards, mode, grounds.random()).orElseThrow();
            case ModeState.Disabled disabled ->
                throw new DuelException(
                        "mode " + mode.key() + " cannot be played: " + disabled.why(),
                        new DuelException.Reason.ModeUnavailable(mode, disabled.why()));
        };
    }

    private DuelEvent.Opened opened(OpenDuel request, Pairing.Draw draw) {
        List<Contestant> drawn = grounds.contestants().get().stream()
                .filter(contestant -> contestant.card().equals(draw.left())
                        || contestant.card().equals(draw.right()))
                .toList();
        return new DuelEvent.Opened(
                DuelId.fresh(grounds.random()),
                grounds.clock().instant(),
                request.visitor(),
                request.mode(),
                request.locale(),
                draw.left().id(),
                draw.right().id(),
                draw.pool(),
                draw.propensity(),
                rules.generation(drawn, grounds.random().nextLong()));
    }

    private Duel askBoth(Duel duel, String prompt, Map<Side, Contestant> contestants) {
        DuelId id = duel.opened().duel();
        Duel asked = append(
                duel,
                new DuelEvent.Asked(id, grounds.clock().instant(), duel.turns().size(), prompt));
        return start(asked, List.of(Side.values()), contestants);
    }

    /** Sides that the process lost while they were written get their failure, so that no attempt goes unrecorded. */
    private Duel withLostSides(Duel duel, Duel.Turn turn) {
        Duel known = duel;
        for (Side side : Side.values()) {
            if (!turn.last().containsKey(side)) {
                known = append(
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
        List<Turns.Call> calls = sides.stream()
                .map(side ->
                        new Turns.Call(side, Optional.ofNullable(contestants.get(side)), request(duel, turn, side)))
                .toList();
        Map<Side, DuelEvent.Answered> kept = new EnumMap<>(Side.class);
        for (Side side : Side.values()) {
            turn.answered(side).ifPresent(answer -> kept.put(side, answer));
        }
        DuelId id = duel.opened().duel();
        Recorder recorder = new Recorder(id, turn.asked().turn(), contestants, grounds, this::append);
        turns.start(id, new LiveTurn(turn.asked().turn(), new Feed(Views.base(duel)), recorder, settings), calls, kept);
        return duel;
    }

    /** The seed moves on with each failure: an empty answer asked again must not be the same empty answer. */
    private static ChatRequest request(Duel duel, Duel.Turn turn, Side side) {
        long seed = duel.opened().settings().seed() + turn.failures().getOrDefault(side, 0);
        return new ChatRequest(
                Rules.conversation(duel, side), duel.opened().settings().withSeed(seed));
    }

    private void stop(LiveTurn turn) {
        turn.stop(grounds.pulse().nanos());
        try {
            turn.awaitOver(settings.timeLimits().stop());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<ModelCard> cards() {
        return grounds.contestants().get().stream().map(Contestant::card).toList();
    }

    private Map<Side, Contestant> contestants(Duel duel) {
        Map<String, Contestant> byId = grounds.contestants().get().stream()
                .collect(Collectors.toMap(contestant -> contestant.card().id(), Function.identity()));
        Map<Side, Contestant> sides = new EnumMap<>(Side.class);
        for (Side side : Side.values()) {
            Optional.ofNullable(byId.get(duel.modelId(side))).ifPresent(contestant -> sides.put(side, contestant));
        }
        return sides;
    }

    private static int outputTokens(Duel duel) {
        return duel.opened().settings().maxOutputTokens();
    }

    private static List<Message> with(List<Message> messages, Message last) {
        List<Message> all = new ArrayList<>(messages);
        all.add(last);
        return all;
    }

    private Duel append(Duel duel, DuelEvent event) {
        append(event);
        return duel.with(event);
    }

    private void append(DuelEvent event) {
        grounds.log().append(event);
        comparisons.accept(event);
    }

    /** Do what starts a turn, in a place among the turns that run; the place is given back if it does not start. */
    private void inPlace(Runnable start) {
        if (!turns.enter()) {
            throw new DuelException(
                    settings.maxRunning() + " turns are running, the most this arena allows; try again in "
                            + RETRY_AFTER,
                    new DuelException.Reason.Busy(RETRY_AFTER));
        }
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

    private <T> T locked(DuelId id, Supplier<T> call) {
        ReentrantLock lock = locks.get(Math.floorMod(id.hashCode(), STRIPES));
        lock.lock();
        try {
            return call.get();
        } finally {
            lock.unlock();
        }
    }

    private static DuelException unknown(DuelId id) {
        return new DuelException("no duel " + id.value() + " of this visitor", new DuelException.Reason.Unknown());
    }

    private static DuelException wrongState(DuelState state) {
        return new DuelException("the duel is " + state, new DuelException.Reason.WrongState(state));
    }
}
