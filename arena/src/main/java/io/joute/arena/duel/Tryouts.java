package io.joute.arena.duel;

import io.joute.base.chat.ChatRequest;
import io.joute.base.chat.FinishReason;
import io.joute.base.chat.GenerationSettings;
import io.joute.base.chat.Message;
import io.joute.base.chat.Usage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Asks single models by their names, outside any duel: for lessons. Nothing of it is kept, nothing counts. One model at
 * a time answers here, greedily and briefly. Safe for any number of threads.
 */
public final class Tryouts {
    private static final int MOST_TOKENS = 256;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Grounds grounds;
    private final Rules rules;
    private final Semaphore turn = new Semaphore(1);

    Tryouts(Grounds grounds, Rules rules) {
        this.grounds = grounds;
        this.rules = rules;
    }

    /**
     * What a model answered.
     *
     * @param text as it wrote it
     * @param cut whether it ended at the limit
     * @param usage what it took
     */
    public record Tryout(String text, boolean cut, Usage usage) {}

    /**
     * Ask the model of a card that runs here; empty when it does not, and when it fails or takes longer than 10 s.
     *
     * @throws DuelException for a prompt that no duel would take, and when others are being answered for too long
     */
    public Optional<Tryout> ask(String cardId, String typed) {
        String prompt = rules.prompt(typed);
        Optional<Contestant> contestant = grounds.contestants().get().stream()
                .filter(each -> each.card().id().equals(cardId))
                .filter(each -> each.card().checkpoint().isPresent())
                .findFirst();
        return contestant.flatMap(each -> inTurn(each, prompt));
    }

    private Optional<Tryout> inTurn(Contestant contestant, String prompt) {
        try {
            if (!turn.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new DuelException("lessons are being answered", new DuelException.Reason.Busy(PATIENCE));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
        ChatRequest request = new ChatRequest(
                List.of(Message.user(prompt)),
                GenerationSettings.DEFAULT.withTemperature(0).withMaxOutputTokens(MOST_TOKENS));
        return WholeAnswer.of(contestant.model(), request, PATIENCE, turn::release)
                .map(answer -> new Tryout(
                        answer.text().strip(),
                        answer.end().finishReason() == FinishReason.LENGTH,
                        answer.end().usage()));
    }
}
