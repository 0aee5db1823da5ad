package io.joute.arena.duel;

import io.joute.base.chat.ChatEvent;
import io.joute.base.chat.ChatException;
import io.joute.base.chat.ChatRequest;
import io.joute.base.chat.FinishReason;
import io.joute.base.chat.ScoredToken;
import io.joute.base.chat.ScoringModel;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Comes back to answers of revealed duels with the models that gave them. */
final class Revisits {
    private final Draws draws;
    private final TimeLimits limits;

    Revisits(Draws draws, TimeLimits limits) {
        this.draws = draws;
        this.limits = limits;
    }

    /** How likely each token was; empty where the model is not here or cannot say. */
    Optional<List<ScoredToken>> scores(Duel duel, int turn, Side side) {
        Optional<DuelEvent.Answered> answer = turn(duel, turn).answered(side);
        Contestant contestant = draws.contestants(duel).get(side);
        if (answer.isEmpty() || contestant == null || !(contestant.model() instanceof ScoringModel model)) {
            return Optional.empty();
        }
        return Optional.of(
                model.score(Rules.request(duel, turn, side), answer.get().text()));
    }

    /** Ask the model of a side again; it may take as long as it might have then. */
    Replay replay(Duel duel, int turn, Side side) {
        Optional<DuelEvent.Answered> answer = turn(duel, turn).answered(side);
        Contestant contestant = draws.contestants(duel).get(side);
        if (answer.isEmpty()
                || contestant == null
                || contestant.card().checkpoint().isEmpty()) {
            return new Replay.Unavailable();
        }
        Optional<String> again = again(contestant, Rules.request(duel, turn, side));
        return again.<Replay>map(text -> compared(answer.get(), text)).orElseGet(Replay.Unavailable::new);
    }

    private static Replay compared(DuelEvent.Answered then, String now) {
        boolean same =
                then.finishReason() == FinishReason.CANCELLED ? now.startsWith(then.text()) : now.equals(then.text());
        return same ? new Replay.Same(now) : new Replay.Different(now);
    }

    private Optional<String> again(Contestant contestant, ChatRequest request) {
        AtomicReference<Optional<String>> answer = new AtomicReference<>(Optional.empty());
        Thread asking = Thread.ofVirtual().name("replay").start(() -> answer.set(whole(contestant, request)));
        try {
            if (!asking.join(limits.total())) {
                asking.interrupt();
            }
        } catch (InterruptedException e) {
            asking.interrupt();
            Thread.currentThread().interrupt();
        }
        return answer.get();
    }

    private static Optional<String> whole(Contestant contestant, ChatRequest request) {
        StringBuilder text = new StringBuilder();
        boolean[] done = {false};
        try {
            contestant.model().stream(request, event -> {
                if (event instanceof ChatEvent.Delta delta) {
                    text.append(delta.text());
                } else if (event instanceof ChatEvent.Done end) {
                    done[0] = end.finishReason() != FinishReason.CANCELLED;
                }
            });
        } catch (ChatException failed) {
            return Optional.empty();
        }
        return done[0] ? Optional.of(text.toString().stripLeading()) : Optional.empty();
    }

    private static Duel.Turn turn(Duel duel, int index) {
        if (index < 0 || index >= duel.turns().size()) {
            throw Rules.invalid(
                    "turn", "is " + index + ", expected 0 to " + (duel.turns().size() - 1));
        }
        return duel.turns().get(index);
    }
}
