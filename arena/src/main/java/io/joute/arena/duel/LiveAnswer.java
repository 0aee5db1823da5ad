package io.joute.arena.duel;

import io.joute.arena.energy.Measurement;
import io.joute.base.chat.FinishReason;
import io.joute.base.chat.Usage;
import java.util.Optional;

/** One side of a running turn: what its model wrote, and how much of it is shown. Its turn's lock guards it. */
final class LiveAnswer {
    private final StringBuilder text = new StringBuilder();
    private final SelfNaming.Reading reading;
    private final Optional<Thread> thread;
    private final long begunNanos;
    private AnswerState state = AnswerState.WAITING;
    private Optional<Ending> ending = Optional.empty();
    private int shown;
    private int waiting;
    private long lastNanos;
    private boolean spoke;
    private boolean sealed;
    private boolean canRetry;
    /** How it was recorded, when it is shown once more from its beginning. */
    private Optional<AnswerState> recorded = Optional.empty();

    /** How the model's part ended; the visitor may see it later. */
    sealed interface Ending {
        /** It finished. */
        record Whole(FinishReason reason, Usage usage, Optional<Measurement> measured) implements Ending {}

        /** It failed; {@code cause} is for the operator; {@code swappable} when another model might do. */
        record Broken(String cause, boolean retryable, boolean swappable) implements Ending {
            /** A failure that another model might not have. */
            Broken(String cause, boolean retryable) {
                this(cause, retryable, true);
            }
        }
    }

    /** A side whose model answers on {@code thread}. */
    LiveAnswer(Thread thread, SelfNaming naming, long nowNanos) {
        this.reading = naming.reading();
        this.thread = Optional.of(thread);
        this.begunNanos = nowNanos;
        this.lastNanos = nowNanos;
    }

    /** A side that answered in an earlier attempt. */
    LiveAnswer(DuelEvent.Answered kept, SelfNaming naming) {
        this.reading = naming.reading();
        this.thread = Optional.empty();
        this.begunNanos = 0;
        text.append(reading.accept(kept.text())).append(reading.end());
        shown = text.length();
        state = finished(kept.finishReason());
        ending = Optional.of(new Ending.Whole(kept.finishReason(), kept.usage(), kept.measured()));
    }

    static AnswerState finished(FinishReason reason) {
        return reason == FinishReason.STOP ? AnswerState.DONE : AnswerState.CUT;
    }

    /** Add what the model wrote. Space before the first character is a habit of some models, and would tell them. */
    void write(String more, long nowNanos) {
        if (!sealed) {
            take(reading.accept(reading.isEmpty() ? more.stripLeading() : more));
        }
        alive(nowNanos);
    }

    /** What is certain not to name the model, or is masked. */
    private void take(String certain) {
        text.append(certain);
        waiting += certain.codePointCount(0, certain.length());
    }

    /** The model is at work, perhaps thinking. */
    void alive(long nowNanos) {
        spoke = true;
        lastNanos = nowNanos;
    }

    /** Show this many more code points, or all that wait if they are fewer; gives them. */
    String show(int codePoints) {
        int count = Math.min(codePoints, waiting);
        int end = text.offsetByCodePoints(shown, count);
        String more = text.substring(shown, end);
        shown = end;
        waiting -= count;
        return more;
    }

    /** Forget what is not shown, and write no more; the ending may still come. */
    void seal() {
        sealed = true;
        text.setLength(shown);
        waiting = 0;
    }

    /** The model's part is over, unless it was already. */
    void end(Ending how) {
        if (ending.isEmpty()) {
            if (!sealed) {
                take(reading.end());
            }
            ending = Optional.of(how);
            sealed = true;
        }
    }

    /** Undo how the model's part ended, as far as it is not shown yet. */
    void overrule(Ending how) {
        if (!settled()) {
            seal();
            ending = Optional.of(how);
        }
    }

    void begin() {
        if (state == AnswerState.WAITING) {
            state = AnswerState.WRITING;
        }
    }

    void settle(AnswerState end, boolean retryable) {
        state = end;
        canRetry = retryable;
    }

    /** Show it once more from its beginning; what was recorded of it stays. */
    void rewind() {
        if (settled()) {
            recorded = Optional.of(state);
        }
        state = AnswerState.WAITING;
        waiting = text.codePointCount(0, text.length());
        shown = 0;
    }

    /** How it was recorded before it was shown once more. */
    Optional<AnswerState> recorded() {
        return recorded;
    }

    /** Ask the model to stop, if it has not. */
    void interrupt() {
        if (ending.isEmpty()) {
            thread.ifPresent(Thread::interrupt);
        }
    }

    /** Why it has taken too long, if it has. */
    Optional<String> overdue(TimeLimits limits, long nowNanos) {
        if (ending.isPresent()) {
            return Optional.empty();
        }
        if (!spoke && nowNanos - begunNanos > limits.firstToken().toNanos()) {
            return Optional.of("no token within " + limits.firstToken());
        }
        if (spoke && nowNanos - lastNanos > limits.betweenTokens().toNanos()) {
            return Optional.of("no further token within " + limits.betweenTokens());
        }
        boolean late = nowNanos - begunNanos > limits.total().toNanos();
        return late ? Optional.of("no end within " + limits.total()) : Optional.empty();
    }

    Pacer.Lane lane() {
        return new Pacer.Lane(waiting, ended());
    }

    /** Whether there is something to show. */
    boolean ready() {
        return waiting > 0 || ended();
    }

    boolean ended() {
        return ending.isPresent();
    }

    Optional<Ending> ending() {
        return ending;
    }

    boolean settled() {
        return answered() || state == AnswerState.FAILED;
    }

    /** Whether it failed for good. */
    boolean dead() {
        return state == AnswerState.FAILED && !canRetry;
    }

    boolean failed() {
        return state == AnswerState.FAILED;
    }

    /** Whether nothing of it is worth showing. */
    boolean isBlank() {
        return text.toString().isBlank();
    }

    boolean answered() {
        return state == AnswerState.DONE || state == AnswerState.CUT;
    }

    String shownText() {
        return text.substring(0, shown);
    }

    /** What the model wrote of what is shown. */
    String writtenText() {
        return reading.written(shown);
    }

    BlindView.Answer view() {
        return new BlindView.Answer(state, shownText(), canRetry);
    }
}
