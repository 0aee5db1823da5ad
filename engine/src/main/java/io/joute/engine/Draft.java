package io.joute.engine;

import io.joute.base.chat.ChatException;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Guesses at one answer, as long as they pay. For the scheduler's threads, one at a time. */
final class Draft {
    private final int[] prompt;
    private final TokenList said = new TokenList();
    private final DraftLength length = new DraftLength();
    private final LongSupplier nanoClock;
    private Optional<Drafter> drafter;

    /** Of an answer to {@code prompt}; without a drafter, nothing is guessed. */
    Draft(Optional<Drafter> drafter, int[] prompt, LongSupplier nanoClock) {
        this.drafter = drafter;
        this.prompt = prompt;
        this.nanoClock = nanoClock;
        said.add(prompt);
    }

    /** Of an answer to {@code prompt}. */
    static Draft of(Drafting drafting, int[] prompt) {
        Optional<Drafter> drafter = switch (drafting) {
            case Drafting.None _ -> Optional.empty();
            case Drafting.Lookup _ -> Optional.of(new PromptLookup());
        };
        return new Draft(drafter, prompt, System::nanoTime);
    }

    int[] prompt() {
        return prompt;
    }

    /** The model picked {@code id}. */
    void said(int id) {
        said.add(id);
    }

    /** What may follow, at most {@code most} tokens. */
    int[] next(PassCosts costs, int most) {
        int count = drafter.isEmpty() ? 0 : length.best(costs, most);
        int[] guessed = count == 0 ? new int[0] : guess(drafter.get(), costs, count);
        if (guessed.length == 0) {
            costs.notGuessed();
            length.rested();
        }
        return guessed;
    }

    /** A drafter that fails, as one that finds no memory does, is given up; the answer goes on without. */
    private int[] guess(Drafter from, PassCosts costs, int count) {
        long start = nanoClock.getAsLong();
        try {
            int[] guessed = from.propose(said, count);
            if (guessed.length > 0) {
                costs.guessed(guessed.length, nanoClock.getAsLong() - start);
            }
            return guessed;
        } catch (ChatException e) {
            drafter = Optional.empty();
            return new int[0];
        }
    }

    /** Of {@code proposed} tokens {@code accepted} came true. */
    void checked(int proposed, int accepted) {
        length.checked(proposed, accepted);
    }

    /** The answer is over. */
    void end() {
        drafter.ifPresent(each -> each.end(said));
    }
}
