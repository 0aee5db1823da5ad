package io.joute.arena.duel;

import io.joute.arena.energy.Measurement;
import io.joute.base.chat.ChatEvent;
import io.joute.base.chat.ChatException;
import io.joute.base.chat.FinishReason;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A turn being answered: two models write into it, a clock shows what they wrote, any number of readers follow.
 *
 * <p>One lock guards everything. Whoever holds it shows text, records a side that is over, then tells the readers, in
 * this order: an end that a reader learns of is in the log. Paced, only the clock does so, that nothing arrives between
 * its ticks; without pacing, whoever brings something. Safe for any number of threads.
 */
final class LiveTurn {
    private static final System.Logger LOG = System.getLogger(LiveTurn.class.getName());
    private static final LiveAnswer.Ending ASTRAY =
            new LiveAnswer.Ending.Broken("cancelled by something else than the visitor", true);
    private static final LiveAnswer.Ending.Broken EMPTY = new LiveAnswer.Ending.Broken("empty answer", true);
    private static final LiveAnswer.Ending DEAF = new LiveAnswer.Ending.Broken("did not stop when interrupted", true);
    private static final LiveAnswer.Ending CLOSED =
            new LiveAnswer.Ending.Broken("the arena was closed while the answer was written", true);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();
    private final Map<Side, LiveAnswer> answers = new EnumMap<>(Side.class);
    private final int index;
    private final Feed feed;
    private final Recorder recorder;
    private final Optional<Pace> pace;
    private final TimeLimits limits;
    private Optional<Long> stoppedNanos = Optional.empty();
    private final Set<Side> irreplaceable = EnumSet.noneOf(Side.class);
    private final Map<Side, Integer> attempts = new EnumMap<>(Side.class);
    private Bench bench = (side, written, failure) -> Optional.empty();
    private Optional<Pacer> pacer;
    private boolean started;
    private boolean cleared;
    private boolean over;

    /** Keeps how a side ended. */
    interface Recorder {
        /** Durably; the state to show, or an exception when it may not have been stored. */
        AnswerState record(Side side, String text, LiveAnswer.Ending ending);
    }

    /** Has other models for sides whose model fails. */
    interface Bench {
        /**
         * Another model that is at work on this side already, the failure being recorded; empty when none may come. Called
         * with the turn's lock.
         */
        Optional<LiveAnswer> substitute(Side side, String written, LiveAnswer.Ending.Broken failure);
    }

    /** Whose call it is: what comes from a model that was replaced is nobody's. */
    record Seat(Side side, int attempt) {}

    /** What the visitor sees now. */
    record Snapshot(int turn, BlindView.Answer left, BlindView.Answer right, long lastEventId, boolean over) {}

    LiveTurn(int index, Feed feed, Recorder recorder, DuelSettings settings) {
        this.index = index;
        this.feed = feed;
        this.recorder = recorder;
        this.pace = settings.pace();
        this.pacer = pace.map(Pacer::new);
        this.limits = settings.timeLimits();
    }

    /** Put both sides on their marks; a side kept from an earlier attempt is shown at once. */
    void begin(LiveAnswer left, LiveAnswer right, Bench substitutes) {
        locked(() -> {
            bench = substitutes;
            answers.put(Side.LEFT, left);
            answers.put(Side.RIGHT, right);
            if (left.settled() || right.settled()) {
                start();
                answers.forEach(this::showKept);
            }
        });
    }

    /** Take a step of one side's model; {@code measured} ends its measurement. */
    void accept(Seat seat, ChatEvent event, Supplier<Optional<Measurement>> measured, long nowNanos) {
        switch (event) {
            case ChatEvent.Delta delta -> from(seat, answer -> answer.write(delta.text(), nowNanos));
            case ChatEvent.Thinking ignored -> from(seat, answer -> answer.alive(nowNanos));
            case ChatEvent.Done done ->
                end(seat, new LiveAnswer.Ending.Whole(done.finishReason(), done.usage(), measured.get()));
            case ChatEvent.Failed failed -> fail(seat, failed.failure());
        }
    }

    /** One side's model is over; ignored when it was already. */
    void end(Seat seat, LiveAnswer.Ending ending) {
        from(seat, answer -> answer.end(astray(ending) ? ASTRAY : ending));
    }

    /** Let the clock tick: time limits, then text. */
    void tick(long nowNanos) {
        locked(() -> {
            sides().forEach(answer -> answer.overdue(limits, nowNanos).ifPresent(why -> giveUp(answer, why)));
            stoppedNanos
                    .filter(since -> nowNanos - since > limits.stop().toNanos())
                    .ifPresent(since -> sides().forEach(answer -> answer.end(DEAF)));
            if (stoppedNanos.isEmpty()) {
                substitute();
                pacer.ifPresent(this::showOn);
            }
            changed();
        });
    }

    /** End both sides where they are; returns at once, see {@link #awaitOver}. */
    void stop(long nowNanos) {
        locked(() -> {
            stoppedNanos = stoppedNanos.or(() -> Optional.of(nowNanos));
            sides().stream().filter(answer -> !answer.settled()).forEach(answer -> {
                answer.seal();
                answer.interrupt();
            });
            changed();
        });
    }

    /** Record what came and give up the rest: the arena closes. */
    void close() {
        locked(() -> {
            sides().forEach(answer -> {
                answer.interrupt();
                answer.end(CLOSED);
            });
            show(Integer.MAX_VALUE);
            settle();
        });
    }

    /** Wait until both sides are over, at most {@code timeout}. */
    void awaitOver(Duration timeout) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long nanos = timeout.toNanos();
            while (!over && nanos > 0) {
                nanos = ended.awaitNanos(nanos);
            }
        } finally {
            lock.unlock();
        }
    }

    Snapshot snapshot() {
        lock.lock();
        try {
            return new Snapshot(
                    index, answer(Side.LEFT).view(), answer(Side.RIGHT).view(), feed.lastId(), over);
        } finally {
            lock.unlock();
        }
    }

    boolean over() {
        lock.lock();
        try {
            return over;
        } finally {
            lock.unlock();
        }
    }

    Feed feed() {
        return feed;
    }

    private boolean astray(LiveAnswer.Ending ending) {
        return stoppedNanos.isEmpty()
                && ending instanceof LiveAnswer.Ending.Whole whole
                && whole.reason() == FinishReason.CANCELLED;
    }

    /** A step of the model that sits there, unless it was replaced. */
    private void from(Seat seat, Consumer<LiveAnswer> step) {
        locked(() -> {
            if (attempts.getOrDefault(seat.side(), 0) == seat.attempt()) {
                step.accept(answer(seat.side()));
                changed();
            }
        });
    }

    /** A full context ends both sides alike: it must not tell which of the two models has the smaller one. */
    private void fail(Seat seat, ChatException failure) {
        boolean full = failure.reason() instanceof ChatException.Cause.ContextFull;
        LiveAnswer.Ending broken = new LiveAnswer.Ending.Broken(
                failure.getMessage() + " (" + failure.reason() + ")", failure.retryable(), !full);
        from(seat, answer -> {
            answer.end(broken);
            if (full) {
                answer(seat.side().other()).interrupt();
                answer(seat.side().other()).overrule(broken);
            }
        });
    }

    /** Have another model answer where one failed; what both sides showed so far begins anew, whichever side it was. */
    private void substitute() {
        for (Side side : Side.values()) {
            LiveAnswer answer = answer(side);
            if (!irreplaceable.contains(side) && !answer(side.other()).failed()) {
                broken(answer)
                        .filter(LiveAnswer.Ending.Broken::swappable)
                        .ifPresent(failure -> bench.substitute(side, answer.writtenText(), failure)
                                .ifPresentOrElse(next -> seat(side, next), () -> irreplaceable.add(side)));
            }
        }
    }

    private void seat(Side side, LiveAnswer next) {
        answers.put(side, next);
        attempts.merge(side, 1, Math::addExact);
        if (started) {
            started = false;
            cleared = true;
            answer(side.other()).rewind();
            pacer = pace.map(Pacer::new);
            feed.publish(id -> new BlindEvent.Started(id, index));
        }
    }

    private static Optional<LiveAnswer.Ending.Broken> broken(LiveAnswer answer) {
        if (answer.settled() || answer.ending().isEmpty()) {
            return Optional.empty();
        }
        return switch (answer.ending().get()) {
            case LiveAnswer.Ending.Broken failure -> Optional.of(failure);
            case LiveAnswer.Ending.Whole ignored -> answer.isBlank() ? Optional.of(EMPTY) : Optional.empty();
        };
    }

    private static void giveUp(LiveAnswer answer, String why) {
        answer.interrupt();
        answer.end(new LiveAnswer.Ending.Broken(why, true));
    }

    /** Stopped sides end together, whichever model obeyed first. */
    private void changed() {
        if (stoppedNanos.isPresent()) {
            if (sides().stream().allMatch(LiveAnswer::ended)) {
                settle();
            }
        } else if (pacer.isEmpty()) {
            substitute();
            showAll();
        }
    }

    private void showAll() {
        if (sides().stream().anyMatch(LiveAnswer::ready)) {
            show(Integer.MAX_VALUE);
            settle();
        }
    }

    private void showOn(Pacer pace) {
        if (started || sides().stream().allMatch(LiveAnswer::ready)) {
            show(pace.tick(answer(Side.LEFT).lane(), answer(Side.RIGHT).lane()));
            settle();
        }
    }

    private void show(int codePoints) {
        start();
        answers.forEach((side, answer) -> tell(side, answer.show(codePoints)));
    }

    private void start() {
        if (!started) {
            started = true;
            if (!cleared) {
                feed.publish(id -> new BlindEvent.Started(id, index));
            }
            cleared = false;
            sides().forEach(LiveAnswer::begin);
        }
    }

    private void showKept(Side side, LiveAnswer answer) {
        if (answer.settled()) {
            tell(side, answer.shownText());
            tellEnd(side, answer);
        }
    }

    private void tell(Side side, String text) {
        if (!text.isEmpty()) {
            feed.publish(id -> new BlindEvent.Delta(id, index, side, text));
        }
    }

    private void tellEnd(Side side, LiveAnswer answer) {
        boolean cut = answer.view().state() == AnswerState.CUT;
        boolean canRetry = !answer.dead() && !answer(side.other()).dead();
        feed.publish(id -> answer.answered()
                ? new BlindEvent.Done(id, index, side, cut)
                : new BlindEvent.Failed(id, index, side, canRetry));
    }

    private void settle() {
        start();
        answers.forEach((side, answer) -> {
            if (!answer.settled() && answer.lane().over()) {
                answer.recorded().ifPresentOrElse(state -> answer.settle(state, false), () -> record(side, answer));
                tellEnd(side, answer);
            }
        });
        if (!over && sides().stream().allMatch(LiveAnswer::settled)) {
            finish();
        }
    }

    /** What cannot be stored is no answer: the visitor may ask again, and nothing may be voted on. */
    private void record(Side side, LiveAnswer answer) {
        LiveAnswer.Ending ending = ending(answer);
        try {
            AnswerState state = recorder.record(side, answer.writtenText(), ending);
            answer.settle(state, ending instanceof LiveAnswer.Ending.Broken broken && broken.retryable());
        } catch (RuntimeException e) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    "an answer could not be recorded, and counts as failed: {0}",
                    e.toString());
            answer.settle(AnswerState.FAILED, true);
        }
    }

    private LiveAnswer.Ending ending(LiveAnswer answer) {
        LiveAnswer.Ending ending = answer.ending().orElseThrow();
        if (!(ending instanceof LiveAnswer.Ending.Whole whole)) {
            return ending;
        }
        boolean stopped = stoppedNanos.isPresent();
        if (answer.shownText().isBlank()) {
            return stopped ? new LiveAnswer.Ending.Broken("stopped before its first text", true) : EMPTY;
        }
        return stopped ? new LiveAnswer.Ending.Whole(FinishReason.CANCELLED, whole.usage(), whole.measured()) : whole;
    }

    private void finish() {
        if (sides().stream().allMatch(LiveAnswer::answered)) {
            feed.publish(id -> new BlindEvent.Answered(id, index));
        }
        over = true;
        feed.end();
        ended.signalAll();
    }

    private Collection<LiveAnswer> sides() {
        return answers.values();
    }

    private LiveAnswer answer(Side side) {
        LiveAnswer answer = answers.get(side);
        if (answer == null) {
            throw new IllegalStateException("side " + side + " has not begun");
        }
        return answer;
    }

    private void locked(Runnable step) {
        lock.lock();
        try {
            step.run();
        } finally {
            lock.unlock();
        }
    }
}
